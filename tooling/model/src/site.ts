import { createFakeCloud, fake, type FakeCloud } from '@jackfield/adapter-fake';
import type { RtcAdapter } from '@jackfield/core/adapter';
import type { FakeEnvironment } from '@jackfield/core/testing';
import type { ModelClock } from './model-clock.ts';
import { roomName, selfId } from './game/names.ts';
import { People } from './game/people.ts';
import { latencies, type Setup } from './game/setup.ts';

/** A vendor with its room, and what the run knows of it. */
export interface Site {
  readonly cloud: FakeCloud;
  readonly adapter: RtcAdapter;
  readonly people: People;
  readonly screenAudio: Setup['screenAudio'];
  /** Whether the room is being recorded. */
  recorded: boolean;
  /** The link to the vendor that is cut. */
  cut: object | undefined;
}

/** Whether the vendor has the session in the room. */
export function isInRoom({ cloud }: Site): boolean {
  return cloud.room(roomName).userIds.includes(selfId);
}

type Habits = Pick<
  Setup,
  'latency' | 'replaceTrack' | 'screenAudio' | 'roster' | 'audioRelayNeeded' | 'duplicateIdentity'
>;

/** The habits of a second vendor that is different in all that it can be. */
const otherHabits: Habits = {
  latency: 'uneven',
  replaceTrack: 'none',
  screenAudio: 'mixed',
  roster: 'after',
  audioRelayNeeded: false,
  duplicateIdentity: 'rejects-newer',
};

/** Makes the vendors of a run: one, or two where a second leg may join. */
export function createSites(
  setup: Setup,
  { clock, browser }: { readonly clock: ModelClock; readonly browser: FakeEnvironment },
): readonly [Site, ...Site[]] {
  const create = (name: string, habits: Habits): Site => createSite(setup, { clock, browser, name, habits });
  const first = create('fake', setup);
  if (setup.second === 'same') return [first, create('second', setup)];
  return setup.second === 'other' ? [first, create('second', otherHabits)] : [first];
}

function createSite(
  setup: Setup,
  {
    clock,
    browser,
    name,
    habits,
  }: {
    readonly clock: ModelClock;
    readonly browser: FakeEnvironment;
    readonly name: string;
    readonly habits: Habits;
  },
): Site {
  const { screenAudio } = habits;
  const cloud = createFakeCloud({
    clock,
    latencyMs: latencies[habits.latency],
    duplicateIdentity: habits.duplicateIdentity,
    media: {
      createTrack: (source, label) =>
        browser.tracks.create({
          kind: source === 'camera' || source === 'screen' ? 'video' : 'audio',
          label,
          origin: 'remote',
        }),
    },
  });
  const adapter = fake(cloud, {
    name,
    rosterArrives: habits.roster,
    limits: setup.limit === 'two' ? { subscriptions: 2 } : {},
    capabilities: {
      replaceTrack: habits.replaceTrack,
      screenAudio,
      sources:
        screenAudio === 'separate'
          ? ['microphone', 'camera', 'screen', 'screen-audio']
          : ['microphone', 'camera', 'screen'],
      cameraWithScreen: setup.cameraWithScreen,
      remoteAudio: setup.remoteAudio,
      audioRelayNeeded: habits.audioRelayNeeded,
      ...(setup.cameraMute === 'silent' ? { announcesMute: ['microphone', 'screen', 'screen-audio'] } : {}),
    },
  });
  return { cloud, adapter, people: new People(cloud), screenAudio, recorded: false, cut: undefined };
}
