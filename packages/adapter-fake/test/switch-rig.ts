import type { RtcSessionEvents, SourceKind } from '@jackfield/core';
import type { RtcCapabilities } from '@jackfield/core/adapter';
import {
  createFakeEnvironment,
  FakeMediaStream,
  FakeMediaStreamTrack,
  type FakeVideoView,
} from '@jackfield/core/testing';
import { switchAdapter, type SwitchOptions, type SwitchResult } from '@jackfield/core/switch';
import { internalsOf } from '../../core/src/session/internals.ts';
import {
  fake,
  type FakeAdapterOptions,
  type FakeCloud,
  type FakeCloudOptions,
  type FakeParticipant,
} from '../src/index.ts';
import { createCloud, createSide, type Side } from './rig.ts';

export const room = 'studio';

/** A call over one cloud, and another cloud of other habits to switch to. */
export interface SwitchRig extends Side {
  readonly first: FakeCloud;
  readonly second: FakeCloud;
  readonly one: ReturnType<typeof fake>;
  readonly other: ReturnType<typeof fake>;
  /** What was told of switches, people and their sources since. */
  readonly told: string[];
  /** Somebody who is in both rooms under the same id. */
  both(
    userId: string,
    sources: readonly SourceKind[],
  ): { readonly here: FakeParticipant; readonly there: FakeParticipant };
  idOf(userId: string): string;
  /** Begins a switch to the second cloud. What comes of it is in `outcome`. */
  begin(options?: SwitchOptions, to?: ReturnType<typeof fake>): Promise<unknown>;
  readonly outcome: { result?: SwitchResult; error?: unknown };
  /** Lets so many milliseconds pass, frames and all. */
  pass(ms?: number): Promise<void>;
  /** Names of the adapters that the session has a connection to. */
  homes(): readonly string[];
}

/** Habits that differ from those of the first cloud. */
export const habits: Partial<RtcCapabilities> = { screenAudio: 'mixed', roster: 'streaming' };

const ofPeople: readonly (keyof RtcSessionEvents)[] = [
  'state-changed',
  'participant-joined',
  'participant-left',
  'source-published',
  'source-unpublished',
  'source-unsubscribed',
  'source-muted',
];

export async function createSwitchRig({
  one = {},
  other = { capabilities: habits },
  firstCloud = {},
  secondCloud = {},
}: {
  readonly one?: FakeAdapterOptions;
  readonly other?: FakeAdapterOptions;
  readonly firstCloud?: FakeCloudOptions;
  readonly secondCloud?: FakeCloudOptions;
} = {}): Promise<SwitchRig> {
  const world = createFakeEnvironment();
  const { clock } = world;
  const first = createCloud({ clock, ...firstCloud });
  const second = createCloud({ clock, duplicateIdentity: 'rejects-newer', ...secondCloud });
  const side = createSide(first, { environment: world.environment }, { name: 'one', ...one });
  const { session } = side;
  const told: string[] = [];
  for (const name of ofPeople)
    session.on(name, (event) => {
      const words: string[] = [name];
      if ('state' in event && 'status' in event.state) words.push(event.state.status);
      if ('participant' in event) words.push(event.participant.userId);
      if ('source' in event) words.push(event.source);
      told.push(words.join(' '));
    });
  for (const name of ['adapter-switching', 'adapter-switched', 'adapter-switch-failed'] as const)
    session.on(name, ({ from, to }) => told.push(`${name} ${from} ${to}`));
  await session.join({ room, userId: 'me', displayName: 'Me' });
  async function pass(ms = 1_000): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      await clock.advance(50);
      for (const view of world.elements.views) view.showFrame();
    }
  }
  const adapter = fake(second, { name: 'other', ...other });
  const outcome: SwitchRig['outcome'] = {};
  return {
    ...side,
    world,
    first,
    second,
    one: internalsOf(session).adapter as ReturnType<typeof fake>,
    other: adapter,
    told,
    outcome,
    both: (userId, sources) => ({
      here: first.room(room).addParticipant({ userId, sources: [...sources] }),
      there: second.room(room).addParticipant({ userId, sources: [...sources] }),
    }),
    idOf(userId) {
      const found = [...session.participants.values()].filter((each) => each.userId === userId);
      if (found.length !== 1) throw new RangeError(`${userId} is there ${String(found.length)} times.`);
      return found[0]?.id ?? '';
    },
    begin: (options, to = adapter) =>
      switchAdapter(session, to, options).then(
        (result) => (outcome.result = result),
        (error: unknown) => (outcome.error = error),
      ),
    pass,
    homes: () => [...internalsOf(session).call.connections].map((each) => each.adapter.name),
  };
}

/** The number of elements in which sound that is sent can be heard. */
export const audible = ({ world }: SwitchRig): number =>
  world.elements.liveAudio.filter(({ audible: plays, srcObject }) => {
    const stream = srcObject instanceof FakeMediaStream ? srcObject : undefined;
    return plays && stream?.active;
  }).length;

/** Tells whether anything but silence is in what a cloud is sent of a source. */
export const emits = (cloud: FakeCloud, source: SourceKind): boolean => {
  const track = cloud.room(room).sentTrack('me', source);
  return track instanceof FakeMediaStreamTrack && track.emits;
};

/** What a cloud has of this side. */
export const names = (cloud: FakeCloud): readonly string[] =>
  cloud
    .room(room)
    .published('me')
    .map(({ source, muted }) => (muted ? `${source} muted` : source))
    .sort();

/** Shows a picture of somebody in an element that is seen. */
export function show(rig: SwitchRig, userId: string, source: 'camera' | 'screen' = 'camera'): FakeVideoView {
  const view = rig.world.elements.createView();
  rig.session.participant(rig.idOf(userId))?.[source].attach(view);
  rig.world.page.setVisibility(view, { visible: true, width: 320, height: 180 });
  return view;
}
