import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { beforeAll, expect, it } from 'vitest';
import { recordable } from '../src/app/black-box.ts';
import { compareTraces, loadTrace, secondsOf } from '../src/call/trace/trace-words.ts';
import { Traces } from '../src/call/trace/traces.ts';
import { catalogue } from '../src/i18n/language.svelte.ts';

beforeAll(async () => {
  await catalogue.use('en');
  await catalogue.loadCall();
});

/** The trace of a call in which somebody mutes, or does not. */
async function record({ mutes }: { readonly mutes: boolean }): Promise<string> {
  const { clock, environment } = createFakeEnvironment();
  const cloud = createFakeCloud({ clock });
  // The session is there before the recorder, as in the page.
  const session = createSession(recordable(fake(cloud)), { environment });
  const traces = new Traces();
  expect(traces.names).toEqual([]);
  await session.microphone.enable();
  await session.join({ room: 'secret-room', userId: 'ann', displayName: 'Ann' });
  if (mutes) await session.microphone.mute();
  await clock.advance(3_000);
  await session.leave();
  expect(traces.names).toEqual(['fake']);
  return traces.textOf('fake');
}

it('writes a call down without anybody’s name, and reads it again', async () => {
  const text = await record({ mutes: false });
  expect(text).not.toMatch(/Ann|secret-room/);
  const { adapter, trace, file } = loadTrace('saved.jsonl', text);
  expect([adapter, file, secondsOf(trace)]).toEqual(['fake', 'saved.jsonl', 3]);
  expect(() => loadTrace('other.txt', 'no trace')).toThrow(/Line 1 of the trace is no JSON/);
});

it('says in words where two calls part', async () => {
  const [quiet, loud] = [await record({ mutes: true }), await record({ mutes: false })].map(
    (text) => loadTrace('x', text).trace,
  );
  if (!quiet || !loud) throw new Error('There are two.');
  expect(compareTraces(loud, loud)).toBeUndefined();
  const compared = compareTraces(quiet, loud);
  expect(compared?.about).toBe('muting, and changing devices');
  expect(compared?.first).toMatch(/^Line \d+, 0\.00 s · /);
  expect(compared?.second).toBe('nothing of the kind any more');
});
