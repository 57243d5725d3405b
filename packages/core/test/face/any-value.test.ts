import { describe, expect, it } from 'vitest';
import { watchDevices } from '../../src/devices.ts';
import { createSession, isRtcError } from '../../src/index.ts';
import { watchLevels } from '../../src/levels.ts';
import { moderate } from '../../src/moderation.ts';
import { resolveProfiles, setDisplayName, setRole } from '../../src/profile.ts';
import { limitSize, preferCodecs, qualityOf, setQuality } from '../../src/quality.ts';
import { getStats, watchQuality, watchStats } from '../../src/stats.ts';
import { compareAdapters, switchAdapter } from '../../src/switch.ts';
import { createViewer } from '../../src/viewer.ts';
import { secondLeg } from '../../src/session/second-leg.ts';
import { createSessionRig } from '../session/rig.ts';

/** A callable with any arguments, as code without types sees it. */
type Untyped = (...given: unknown[]) => unknown;
const untyped = (run: object): Untyped => run as Untyped;

const hostile = {
  get signal(): never {
    throw new Error('No one looks in here.');
  },
  toString(): never {
    throw new Error('Nor reads this.');
  },
};
const values: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['true', true],
  ['0', 0],
  ['-1', -1],
  ['NaN', Number.NaN],
  ['a long number', 2 ** 60],
  ['a bigint', 9n],
  ['an empty text', ''],
  ['a text', 'kept'],
  ['a long text', 'x'.repeat(100_000)],
  ['a symbol', Symbol('s')],
  ['an object', {}],
  ['an object without a prototype', Object.create(null)],
  ['an array', [null]],
  ['a function', () => undefined],
  ['a date', new Date(Number.NaN)],
  ['an object that throws', hostile],
  [
    'an object of wrong values',
    {
      ...{ room: {}, userId: 7, displayName: 42, role: {}, signal: 'now', deviceId: {}, width: 'wide' },
      ...{ release: 'soon', start: 1, topic: {}, text: 7, to: 5, action: 'kick', participantId: {} },
      ...{
        environment: 5,
        timeouts: 'none',
        onStats: 7,
        everyMs: 'often',
        keepCapture: 'yes',
        audio: 'loud',
      },
    },
  ],
];

/** Every call of the app face and of the other entry points. */
async function everyCall() {
  const rig = createSessionRig();
  const { session } = rig;
  await rig.join();
  const { id } = await rig.comes('zoe');
  const person = session.participant(id);
  if (!person) throw new Error('Nobody is there.');
  const { microphone, camera, screen, screenAudio, playback } = session;
  const objects = { session, microphone, camera, screen, screenAudio, playback };
  const theirs = { 'their microphone': person.microphone, 'their camera': person.camera };
  const calls: (readonly [string, Untyped])[] = [];
  for (const [name, object] of Object.entries({ ...objects, ...theirs }))
    for (const [method, value] of Object.entries(object) as [string, unknown][])
      if (typeof value === 'function') calls.push([`${name}.${method}`, untyped(value)]);
  const entries = { setRole, setDisplayName, moderate, getStats, watchStats, watchQuality, watchLevels };
  const quality = { setQuality, qualityOf, preferCodecs, limitSize };
  for (const [name, run] of Object.entries({ ...entries, ...quality, resolveProfiles, switchAdapter })) {
    calls.push([`${name}(session, …)`, (given) => untyped(run)(session, given)]);
    calls.push([`${name}(…)`, (given) => untyped(run)(given, {})]);
  }
  calls.push(['setQuality of a camera', (given) => untyped(setQuality)(session, 'camera', given)]);
  calls.push([
    'setQuality in bits',
    (given) => untyped(setQuality)(session, 'camera', { maxBitrate: given }),
  ]);
  calls.push(['createSession', untyped(createSession)], ['createViewer', untyped(createViewer)]);
  calls.push(['watchDevices', untyped(watchDevices)], ['compareAdapters', untyped(compareAdapters)]);
  calls.push(['session.on of a name', (given) => untyped(session.on)('state-changed', given)]);
  // Those that end everything come last.
  const ends = /leave|dispose/;
  calls.sort(([one], [other]) => Number(ends.test(one)) - Number(ends.test(other)));
  return { calls, rig };
}

describe.each(values)('%s', (_name, value) => {
  it('gives every call a result or an RtcError, and never anything else', async () => {
    const { calls, rig } = await everyCall();
    const wrong: string[] = [];
    const judge = (name: string, error: unknown): void => {
      if (!isRtcError(error)) wrong.push(`${name}: ${(error as Error).stack?.slice(0, 300) ?? ''}`);
    };
    const settled: Promise<void>[] = [];
    for (const [name, call] of calls) {
      try {
        const result = call(value, value);
        const judged = (error: unknown): void => {
          judge(name, error);
        };
        if (result instanceof Promise) settled.push(result.then(() => undefined, judged));
      } catch (error) {
        judge(name, error);
      }
    }
    // Whatever waits for somebody is over within that time.
    await Promise.all([rig.clock.advance(120_000), rig.clock.settle()]);
    await Promise.all(settled);
    expect(rig.reportedErrors).toEqual([]);
    expect(wrong).toEqual([]);
  });
});

describe('a wrong value', () => {
  it.each([null, 42, {}])('of a display name (%s) reaches nobody', async (displayName) => {
    const { session } = createSessionRig();
    const given = { room: 'studio', userId: 'me', displayName };
    await expect(untyped(session.join)(given)).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(session.state.status).toBe('idle');
  });

  it('of a join without options names what is missing', async () => {
    const { session } = createSessionRig();
    const error: unknown = await Promise.resolve(untyped(session.join)()).catch((each: unknown) => each);
    expect(error).toMatchObject({
      code: 'invalid-argument',
      message: 'join must be an object; it is undefined.',
    });
  });

  it('is refused with the name of what it was given to', async () => {
    const { session, join } = createSessionRig();
    const refusalOf = async (call: () => unknown): Promise<unknown> => {
      try {
        await call();
        return 'nothing';
      } catch (error) {
        return isRtcError(error) ? `${error.code}: ${error.message}` : error;
      }
    };
    expect(
      await Promise.all([
        refusalOf(() => untyped(session.microphone.mute)(7)),
        refusalOf(() => untyped(session.microphone.mute)({ release: { afterMs: 'soon' } })),
        refusalOf(() => untyped(session.join)({ room: 'studio', userId: 'me', displayName: 5 })),
        refusalOf(() => untyped(session.sendMessage)('hello')),
        refusalOf(() => untyped(session.sendMessage)({ topic: 5, text: 'hello' })),
        refusalOf(() => untyped(setQuality)(session, 'microphone', 'high')),
        refusalOf(() => untyped(setQuality)(session, 'microphone', { maxBitrate: 'high' })),
        refusalOf(() => untyped(watchLevels)(session, { onLevels: 5 })),
        refusalOf(() => secondLeg(session)),
      ]),
    ).toEqual([
      'invalid-argument: mute must be an object; it is 7.',
      'invalid-argument: afterMs must be a number above 0; it is soon.',
      'invalid-argument: displayName must be a string; it is 5.',
      'invalid-argument: A message must be an object; it is hello.',
      'invalid-argument: topic must be a string; it is 5.',
      'invalid-argument: quality must be an object; it is high.',
      'invalid-argument: maxBitrate must be a number above 0; it is high.',
      'invalid-argument: onLevels must be a function; it is 5.',
      'invalid-state: Another connection needs a call: join first.',
    ]);
    await join();
    expect(await refusalOf(() => session.join({ room: 'studio', userId: 'me' }))).toBe(
      'invalid-state: Cannot join while joined.',
    );
  });

  it('of an element is refused, and the element of before goes on', async () => {
    const { session, elements } = createSessionRig();
    const view = elements.createView();
    session.camera.attach(view);
    await session.camera.enable();
    for (const given of [null, undefined, 5, {}])
      expect(() => untyped(session.camera.attach)(given)).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }),
      );
    expect(view.srcObject).not.toBeNull();
  });

  it('of a mute does not do half of it', async () => {
    const { session } = createSessionRig();
    await session.microphone.enable();
    for (const release of ['soon', { afterMs: -1 }, null, 7]) {
      const muted = untyped(session.microphone.mute)({ release });
      await expect(muted).rejects.toMatchObject({ code: 'invalid-argument' });
    }
    expect(session.microphone.state.muted).toBe(false);
  });
});
