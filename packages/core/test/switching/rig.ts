import type { RemoteParticipantInfo } from '../../src/adapter/remote-participant-info.ts';
import type { RtcAdapter } from '../../src/adapter/rtc-adapter.ts';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import type { RtcSession } from '../../src/face/rtc-session.ts';
import type { RtcSessionEvents } from '../../src/face/session-events.ts';
import type { RtcCapabilities, RtcLimits } from '../../src/model/capabilities.ts';
import { mediaKindOf, type SourceKind } from '../../src/model/source-kind.ts';
import { createSession } from '../../src/session/create-session.ts';
import { internalsOf } from '../../src/session/internals.ts';
import { switchAdapter } from '../../src/switching/switch-adapter.ts';
import type { SwitchOptions, SwitchResult } from '../../src/switching/switch-options.ts';
import {
  createFakeEnvironment,
  type FakeEnvironment,
  type FakeMediaStreamTrack,
  type FakeVideoView,
} from '../../src/testing.ts';
import { createStubVendor, type StubVendor } from '../session/stub-vendor.ts';

/** A vendor that gives what it is asked for, and vouches for user ids. */
export interface Vendor extends StubVendor {
  /** The tracks that it has given, by whose and which: `zoe/camera`. */
  readonly given: ReadonlyMap<string, FakeMediaStreamTrack>;
  /** The sources that it gives nothing of, named as in `given`. */
  readonly held: Set<string>;
  /** Lists what it was asked for, each time: `zoe: microphone camera`. */
  readonly asks: string[];
  /** Lets somebody come, with sources that are not muted. */
  comes(userId: string, ...sources: readonly SourceKind[]): void;
  /** The connection to it is back, and everybody is there as before. */
  isBack(): void;
  /** Gives a source that was held. */
  give(userId: string, source: SourceKind): void;
}

/** The outcome of a switch; nothing while it goes on. */
export interface Outcome {
  readonly result?: SwitchResult;
  readonly error?: unknown;
}

/** A call over one vendor, and another one to switch to. */
export interface SwitchRig extends FakeEnvironment {
  readonly session: RtcSession;
  readonly one: Vendor;
  readonly other: Vendor;
  /** Lists what was told of the call, of switches and people, in order. */
  readonly told: string[];
  /** Begins a switch, to the other vendor where none is named. What comes of it is in the object that is returned. */
  begin(options?: SwitchOptions, to?: RtcAdapter): Outcome;
  /** The core's id of somebody who is there once. */
  idOf(userId: string): string;
  /** The track that is rendered of a source. */
  rendered(userId: string, source: Exclude<SourceKind, 'screen-audio'>): MediaStreamTrack | undefined;
  /** A picture of somebody is attached to an element that is seen. */
  looks(userId: string, source: 'camera' | 'screen'): FakeVideoView;
  /** Lets so many milliseconds pass, with a frame in each element every 50 ms. */
  pass(ms: number): Promise<void>;
  /** The names of the vendors that there is a connection to. */
  homes(): readonly string[];
}

/** The habits in which a vendor of a rig differs. */
export interface VendorHabits {
  readonly able?: Partial<RtcCapabilities>;
  readonly limits?: Partial<RtcLimits>;
  readonly driver?: Partial<RtcDriver>;
}

function createVendor(name: string, world: FakeEnvironment, { able, limits, driver }: VendorHabits): Vendor {
  const stub = createStubVendor({ identity: 'attested', stats: false, ...able });
  const given = new Map<string, FakeMediaStreamTrack>();
  const held = new Set<string>();
  const asks: string[] = [];
  const roster: RemoteParticipantInfo[] = [];
  const idOf = (userId: string): string => `${userId} at ${name}`;
  function give(userId: string, source: SourceKind): void {
    const track = world.tracks.create({ kind: mediaKindOf(source), origin: 'remote', label: name });
    given.set(`${userId}/${source}`, track);
    stub.sink().remoteTrack({ remoteId: idOf(userId), source, track });
  }
  const adapter: RtcAdapter = {
    ...stub.adapter,
    name,
    limits: { ...stub.adapter.limits, ...limits },
    createDriver(...created) {
      given.clear();
      return {
        ...stub.adapter.createDriver(...created),
        doSyncRemote(remoteId, wanted) {
          const userId = remoteId.replace(/ at .*/, '');
          asks.push([`${userId}:`, ...wanted.map(({ source }) => source)].join(' '));
          for (const [key] of given) {
            const [whose, which] = key.split('/');
            if (whose === userId && !wanted.some(({ source }) => source === which)) given.delete(key);
          }
          for (const { source } of wanted) {
            const key = `${userId}/${source}`;
            if (!given.has(key) && !held.has(key)) give(userId, source);
          }
          return Promise.resolve();
        },
        ...driver,
      };
    },
  };
  return {
    ...stub,
    adapter,
    given,
    held,
    asks,
    give,
    comes(userId, ...sources) {
      const info = {
        remoteId: idOf(userId),
        userId,
        sources: sources.map((source) => ({ source, muted: false })),
      };
      roster.push(info);
      stub.sink().participantJoined(info);
    },
    isBack() {
      stub.sink().connectionRestored({ mode: 'resumed', roster });
    },
  };
}

const names: readonly (keyof RtcSessionEvents)[] = [
  'state-changed',
  'participant-joined',
  'participant-left',
  'source-unsubscribed',
  'adapter-switching',
  'adapter-switched',
  'adapter-switch-failed',
];

/** Joins over the first of two vendors. */
export async function createSwitchRig({
  one: here = {},
  other: there = {},
}: { readonly one?: VendorHabits; readonly other?: VendorHabits } = {}): Promise<SwitchRig> {
  const world = createFakeEnvironment();
  const { clock, elements, page } = world;
  const one = createVendor('one', world, here);
  const other = createVendor('other', world, there);
  const session = createSession(one.adapter, { environment: world.environment });
  await session.join({ room: 'studio', userId: 'me' });
  const told: string[] = [];
  for (const name of names)
    session.on(name, (event) => {
      const words: string[] = [name];
      if ('state' in event && 'status' in event.state) words.push(event.state.status);
      if ('participant' in event) words.push(event.participant.userId);
      if ('source' in event) words.push(event.source);
      told.push(words.join(' '));
    });
  function idOf(userId: string): string {
    const [found, ...more] = [...session.participants.values()].filter((each) => each.userId === userId);
    if (!found || more.length > 0) throw new RangeError(`${userId} is not there once.`);
    return found.id;
  }
  return {
    ...world,
    session,
    one,
    other,
    told,
    begin(options, to = other.adapter) {
      const outcome: { result?: SwitchResult; error?: unknown } = {};
      switchAdapter(session, to, options).then(
        (result) => (outcome.result = result),
        (error: unknown) => (outcome.error = error),
      );
      return outcome;
    },
    idOf,
    rendered: (userId, source) => session.participant(idOf(userId))?.[source].mediaStream.getTracks()[0],
    looks(userId, source) {
      const view = elements.createView();
      session.participant(idOf(userId))?.[source].attach(view);
      page.setVisibility(view, { visible: true, width: 320, height: 180 });
      return view;
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 50) {
        await clock.advance(50);
        for (const view of elements.views) view.showFrame();
      }
    },
    homes: () => [...internalsOf(session).call.connections].map(({ adapter }) => adapter.name),
  };
}
