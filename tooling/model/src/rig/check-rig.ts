import { mediaKindOf, type Participant, type RemoteSourceInfo } from '@jackfield/core';
import { must } from '../search/violation.ts';
import type { FarPerson, RigRun } from './rig-run.ts';

/** What holds at every instant on any rig. */
export async function checkRigAlways({ rig, side, mirror, disposed }: RigRun): Promise<void> {
  const { session } = side;
  mirror.check(session);
  if (disposed) return;
  const isSilent = (source: 'microphone' | 'camera' | 'screen'): boolean => {
    const { [source]: state, 'screen-audio': shared } = session.snapshot.local;
    const isShared = source === 'microphone' && shared.enabled && !shared.muted;
    return !isShared && (!state.enabled || state.muted);
  };
  for (const source of ['microphone', 'camera', 'screen'] as const) {
    if (!isSilent(source)) continue;
    const { sending } = await rig.world.wire(side, source);
    // It may have been unmuted while that was looked up.
    must(!sending || !isSilent(source), 'muted-is-heard', () => source);
  }
}

/** What holds at rest: what is wanted is what the vendor has, and what the app is told of it is true. */
export async function checkRigRest(run: RigRun): Promise<void> {
  await checkRigAlways(run);
  const { rig, side, commands, people } = run;
  commands.checkSettled();
  const { state, participants } = side.session.snapshot;
  const presences = await rig.world.presences(side.userId);
  must(
    presences === (state.status === 'joined' ? 1 : 0),
    'ghost',
    () => `${String(presences)} while ${state.status}`,
  );
  if (state.status !== 'joined') return;
  await checkOwn(run);
  const there = [...people.keys()].sort().join();
  const told = [...participants.values()]
    .map(({ userId }) => userId)
    .sort()
    .join();
  must(there === told, 'wrong-roster', () => `${there} are there, told of ${told}`);
  for (const participant of participants.values()) {
    const person = people.get(participant.userId);
    if (person) await checkPerson(run, participant, person);
  }
}

async function checkOwn({ rig, side }: RigRun): Promise<void> {
  const { local } = side.session.snapshot;
  for (const source of ['microphone', 'camera', 'screen'] as const) {
    const { enabled, muted, capture, publication } = local[source];
    const wire = await rig.world.wire(side, source);
    const facts = (): string => JSON.stringify({ source, enabled, muted, capture, publication, wire });
    const { status } = publication;
    must(status !== 'publishing' && status !== 'interrupted', 'not-at-rest', facts);
    // The sound of a screen may be mixed in.
    if (source === 'microphone' && local['screen-audio'].enabled) continue;
    must((status === 'published') === wire.published, 'untrue-publication', facts);
    const live = capture.status === 'live';
    if (enabled && live && status !== 'failed') must(wire.published, 'unpublished-wanted', facts);
    if (!enabled) must(!wire.published, 'published-unwanted', facts);
    if (!wire.published) continue;
    const announced = rig.adapter.capabilities.announcesMute?.includes(source) ?? true;
    if (announced) must(wire.muted === muted, 'untrue-mute', facts);
    must(wire.sending === (live && !muted), 'sends-nothing', facts);
  }
}

async function checkPerson(
  { rig, side }: RigRun,
  participant: Participant,
  person: FarPerson,
): Promise<void> {
  const line = (sources: Iterable<readonly [string, { readonly muted: boolean }]>): string =>
    [...sources]
      .map(([source, { muted }]) => `${source} ${String(muted)}`)
      .sort()
      .join();
  const there = line(person.sources);
  const told = line(Object.entries(participant.sources));
  must(there === told, 'wrong-sources', () => `${participant.userId} has ${there}, told of ${told}`);
  for (const info of Object.values(participant.sources))
    await checkReceived({ rig, side }, participant, info);
}

async function checkReceived(
  { rig, side }: Pick<RigRun, 'rig' | 'side'>,
  { id, userId }: Participant,
  { source, muted, subscription }: RemoteSourceInfo,
): Promise<void> {
  const facts = (): string => `${userId}'s ${source}: ${JSON.stringify({ muted, subscription })}`;
  must(subscription.status !== 'subscribing', 'not-at-rest', facts);
  if (subscription.status !== 'subscribed' || mediaKindOf(source) !== 'audio') return;
  const handle = side.session.participant(id);
  const stream = source === 'microphone' ? handle?.microphone.mediaStream : handle?.screenAudio.mediaStream;
  const tracks = stream?.getTracks() ?? [];
  must(tracks.length === 1 && tracks[0]?.readyState === 'live', 'receives-nothing', facts);
  const copies = await rig.world.audibleCopies(side, { participantId: id, source });
  must(copies === 1, 'heard-not-once', () => `${facts()} in ${String(copies)} elements`);
}
