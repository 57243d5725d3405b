import { createSession, mediaKindOf, type RtcSession } from '@jackfield/core';
import type { RtcAdapter, RtcDriver, RtcDriverSink } from '@jackfield/core/adapter';
import { watchLevels } from '@jackfield/core/levels';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { createFakeCloud, fake, type FakeCloud } from '../src/index.ts';
import type { Subject } from './compare.ts';

const room = 'studio';
/** How many facts one run reports, and how many calls it makes: enough to be seen by the processor's clock. */
const facts = 1_000;
const calls = 500;

/** A session in a call with others, and the line between core and the driver in hand. */
interface Call {
  readonly page: FakeEnvironment;
  readonly cloud: FakeCloud;
  readonly session: RtcSession;
  readonly driver: RtcDriver;
  readonly sink: RtcDriverSink;
  /** The driver's ids of the others. */
  readonly remoteIds: readonly string[];
}

function createCloud(): { readonly page: FakeEnvironment; readonly cloud: FakeCloud } {
  const page = createFakeEnvironment();
  const media = {
    createTrack: (source: Parameters<typeof mediaKindOf>[0], label: string) =>
      page.tracks.create({ kind: mediaKindOf(source), label }),
  };
  return { page, cloud: createFakeCloud({ clock: page.clock, media }) };
}

function fill(cloud: FakeCloud, count: number): void {
  for (let index = 0; index < count; index += 1)
    cloud.room(room).addParticipant({ userId: `user-${String(index)}`, sources: ['microphone', 'camera'] });
}

async function createCall(others: number): Promise<Call> {
  const { page, cloud } = createCloud();
  fill(cloud, others);
  const inner = fake(cloud);
  let made: { readonly driver: RtcDriver; readonly sink: RtcDriverSink } | undefined;
  let remoteIds: readonly string[] = [];
  const adapter: RtcAdapter = {
    ...inner,
    createDriver(sink, environment) {
      const driver = inner.createDriver(sink, environment);
      const doJoin = driver.doJoin.bind(driver);
      driver.doJoin = async (request) => {
        const result = await doJoin(request);
        remoteIds = result.roster.map(({ remoteId }) => remoteId);
        return result;
      };
      made = { driver, sink };
      return driver;
    },
  };
  const session = createSession(adapter, { environment: page.environment, subscriptions: 'manual' });
  await session.microphone.enable();
  await session.join({ room, userId: 'ann' });
  await page.clock.settle();
  if (!made) throw new RangeError('No driver was made.');
  return { page, cloud, session, ...made, remoteIds };
}

/** Facts about one of many people, from the driver's word to the app's event. */
export async function factsAmong(
  others: number,
  { subscribers = 0 }: { readonly subscribers?: number } = {},
): Promise<Subject> {
  const { session, sink, remoteIds, page } = await createCall(others);
  let heard = 0;
  session.on('source-muted', () => {
    heard += 1;
  });
  let read: unknown;
  for (let index = 0; index < subscribers; index += 1) {
    session.subscribe(() => {
      read = session.snapshot;
    });
  }
  let turn = -1;
  return {
    units: facts,
    async run() {
      const before = heard;
      for (let index = 0; index < facts; index += 1) {
        turn += 1;
        const remoteId = remoteIds[turn % remoteIds.length] ?? '';
        const muted = Math.floor(turn / remoteIds.length) % 2 === 0;
        sink.sourceMuted({ remoteId, source: 'microphone', muted });
      }
      if (subscribers > 0) await page.clock.advance(0);
      if (subscribers > 0 && read === undefined) throw new RangeError('Nobody read: this measures nothing.');
      if (heard - before !== facts) throw new RangeError('A fact was lost: this measures nothing.');
    },
  };
}

/** Somebody joins a room in which many are already, as often as it takes to meet a thousand. */
export function joinsAmong(others: number): Promise<Subject> {
  const { page, cloud } = createCloud();
  fill(cloud, others);
  return Promise.resolve({
    units: 1_000,
    async run() {
      for (let met = 0; met < 1_000; met += others) {
        const session = createSession(fake(cloud), { environment: page.environment });
        await session.join({ room, userId: 'ann' });
        if (session.participants.size !== others) throw new RangeError('Somebody is missing.');
        await session.dispose();
      }
    },
  });
}

/** A message that goes straight to the driver. */
export async function messagesByDriver(): Promise<Subject> {
  const { driver } = await createCall(10);
  return {
    units: calls,
    async run() {
      for (let index = 0; index < calls; index += 1)
        await driver.doSendMessage?.({ topic: 'chat', text: 'hello' });
    },
  };
}

/** The same through a session: checks, lane, bound and translation. */
export async function messagesBySession(): Promise<Subject> {
  const { session } = await createCall(10);
  return {
    units: calls,
    async run() {
      for (let index = 0; index < calls; index += 1)
        await session.sendMessage({ topic: 'chat', text: 'hello' });
    },
  };
}

/** Mute and unmute at the driver alone. */
export async function mutesByDriver(): Promise<Subject> {
  const { driver } = await createCall(10);
  const { signal } = new AbortController();
  return {
    units: calls,
    async run() {
      for (let index = 0; index < calls; index += 1)
        await driver.doSetMuted('microphone', index % 2 === 0, { signal });
    },
  };
}

/** The same through a session: gate, state, events, lane, bound. */
export async function mutesBySession(): Promise<Subject> {
  const { session } = await createCall(10);
  return {
    units: calls,
    async run() {
      for (let index = 0; index < calls; index += 1)
        await (index % 2 === 0 ? session.microphone.mute() : session.microphone.unmute());
    },
  };
}

/** Ten seconds of a call in which so many listen to levels. */
export async function secondsWithLevels(listeners: number): Promise<Subject> {
  const { session, page } = await createCall(10);
  for (let index = 0; index < listeners; index += 1) watchLevels(session, () => undefined);
  return {
    units: 10,
    async run() {
      await page.clock.advance(10_000);
    },
  };
}
