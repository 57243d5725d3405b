import {
  clauses,
  notRun,
  runClause,
  type Clause,
  type Rig,
  type RigFactory,
  type Side,
  type SideOptions,
} from '@jackfield/contract';
import { createSession, type RtcSession, type RtcSessionEvents } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { fakeRigs } from '../../adapter-fake/test-contract/fake-rig.ts';
import { createTraceRing, record, replay, type RedactionOptions, type TraceRing } from '../src/trace.ts';

/** The events that come through an adapter. Devices, elements and loudspeakers are the page's, and no part of a trace. */
const told = [
  'state-changed',
  'participant-joined',
  'participant-updated',
  'participant-left',
  'source-published',
  'source-unpublished',
  'source-muted',
  'source-subscribed',
  'source-unsubscribed',
  'subscription-failed',
  'permissions-changed',
  'message-received',
  'recording-changed',
  'vendor-event',
] as const satisfies readonly (keyof RtcSessionEvents)[];

interface Recorded {
  readonly side: Side;
  readonly options: SideOptions;
  readonly ring: TraceRing;
  readonly events: readonly string[];
}

function listen(session: RtcSession): readonly string[] {
  const events: string[] = [];
  for (const name of told) session.on(name, (event) => events.push(lineOf(name, event)));
  return events;
}

function lineOf(name: string, event: object): string {
  const parts: unknown[] = [name];
  const read = (value: object, ...keys: readonly string[]): void => {
    for (const key of keys) if (key in value) parts.push(`${key}=${JSON.stringify(Reflect.get(value, key))}`);
  };
  if ('state' in event && event.state) read(event.state, 'status', 'reason');
  if ('participant' in event && event.participant)
    read(event.participant, 'userId', 'displayName', 'connection', 'role');
  if ('error' in event && event.error) read(event.error, 'code');
  read(event, 'source', 'muted', 'existing', 'topic', 'text', 'recording', 'permissions', 'name');
  return parts.join(' ');
}

/** Runs a clause over recorded adapters, and gives what each side told, with its trace. */
async function recordClause(
  clause: Clause,
  base: RigFactory,
  redaction: RedactionOptions,
): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  const rings: TraceRing[] = [];
  await runClause(clause, {
    ...base,
    async create({ middleware } = {}): Promise<Rig> {
      const rig = await base.create({
        middleware: (adapter, page) => {
          const ring = createTraceRing();
          rings.push(ring);
          const inner = record(adapter, ring, redaction);
          return middleware?.(inner, page) ?? inner;
        },
      });
      return {
        ...rig,
        get sides() {
          return rig.sides;
        },
        async side(options = {}) {
          const index = rings.length;
          const side = await rig.side(options);
          const ring = rings[index];
          if (ring) recorded.push({ side, options, ring, events: listen(side.session) });
          return side;
        },
      };
    },
  });
  return recorded;
}

async function replayed({ options, ring }: Recorded): Promise<readonly string[]> {
  const { clock, environment, page } = createFakeEnvironment();
  const { adapter, play } = replay(ring.text(), { onPageClosed: () => page.fire('hide') });
  const timeouts = { join: 15_000, leave: 3_000, publish: 10_000, subscribe: 10_000, reconnect: 90_000 };
  const session = createSession(adapter, { ...options.session, environment, timeouts });
  const events = listen(session);
  const state = { done: false };
  const playing = play(session).then(() => (state.done = true));
  for (let round = 0; round < 100_000 && !state.done; round += 1) {
    // Time stands still while anything is under way.
    await new Promise((resolve) => setImmediate(resolve));
    const [timer] = clock.timers;
    await clock.advance(timer ? Math.max(0, Math.min(timer.dueMs - clock.now(), 250)) : 1);
  }
  await playing;
  // Every clause ends with that, also where no call is left to be recorded.
  const disposed = session.dispose();
  await clock.advance(timeouts.leave);
  await disposed;
  return events;
}

const fake = fakeRigs({ name: 'fake' });

/** Clauses in which something happens that passes no adapter, or another one. */
const beside: Readonly<Record<string, string>> = {
  'RTC-JOIN-22': 'one of its joins was given up before any adapter heard of it',
  'RTC-END-05': 'a page that comes back joins by itself: pages are no part of a trace',
  'RTC-END-08': 'a page that thaws joins by itself: pages are no part of a trace',
  'RTC-SWITCH-01': 'the other vendor is not recorded',
  'RTC-SWITCH-02': 'the other vendor is not recorded',
  'RTC-SWITCH-03': 'the other vendor is not recorded',
  'RTC-SWITCH-05': 'the other vendor is not recorded',
};
const ran = clauses.filter((clause) => !notRun(clause, fake, ['session']) && !(clause.id in beside));

it('knows the clauses that it leaves out', () => {
  const known = new Set(clauses.map(({ id }) => id));
  expect(Object.keys(beside).filter((id) => !known.has(id))).toEqual([]);
  expect(ran.length).toBeGreaterThan(180);
});

describe('the trace of a clause gives the same events when it is played', () => {
  for (const clause of ran)
    it(`${clause.id} ${clause.title}`, async () => {
      const recorded = await recordClause(clause, fake, { names: true, messages: true });
      for (const each of recorded) {
        if (each.ring.size === 0) continue;
        expect(await replayed(each)).toEqual(each.events);
      }
    });
});
