import { FakeMediaStream } from '@jackfield/core/testing';
import type { Participant, RemoteSourceInfo, RtcSession } from '@jackfield/core';
import { selfId } from '../names.ts';
import { must } from '../violation.ts';
import type { World } from '../world.ts';

/** What is received is what is wanted, and is shown and heard once. */
export function checkSubscriptions(world: World): void {
  const { session, excuses } = world;
  if (session.state.status !== 'joined' || excuses.has('facts-lost') || excuses.has('vendor-lies')) return;
  for (const participant of session.participants.values())
    for (const info of Object.values(participant.sources)) checkSource(world, participant, info);
}

function checkSource(world: World, participant: Participant, info: RemoteSourceInfo): void {
  const { session, people, setup, counts, browser } = world;
  const { source, subscription } = info;
  const { status } = subscription;
  const { userId } = participant;
  const isSound = source === 'microphone' || source === 'screen-audio';
  const person = people.find(userId);
  const received = person?.participant.receivedBy(selfId, source);
  const sent = world.cloud.room('studio').sentTrack(userId, source);
  const facts = (): string =>
    `${userId}'s ${source}: ${JSON.stringify({ subscription, received: received?.readyState, sent: sent?.readyState })}`;
  counts?.add(`at rest: remote ${source} ${status}`);
  // Announced without a track: there is nothing to come.
  if (!sent) return;
  must(status !== 'subscribing', 'not-at-rest', facts);
  if (status === 'not-subscribed') must(received === undefined, 'received-unwanted', facts);
  if (status === 'not-subscribed' && setup.subscriptions === 'auto' && isSound)
    must(subscription.reason === 'limit', 'not-subscribed', facts);
  if (status === 'failed') {
    const { code } = subscription.error;
    must(
      code === 'forbidden' || code === 'timeout' || code === 'network' || code === 'unknown',
      'failed',
      facts,
    );
  }
  if (status !== 'subscribed') return;
  must(received?.readyState === 'live', 'receives-nothing', facts);
  if (setup.remoteAudio !== 'tracks' && isSound) return;
  const stream = streamOf(session, participant, source);
  must(stream?.getTracks().includes(received) === true, 'wrong-stream', facts);
  must(stream.getTracks().length === 1, 'second-track', facts);
  if (!isSound) return;
  const playing = browser.elements.liveAudio.filter(
    ({ srcObject }) => srcObject instanceof FakeMediaStream && srcObject.getTracks().includes(received),
  );
  must(playing.length === 1, 'heard-not-once', () => `${facts()} in ${String(playing.length)} elements`);
}

function streamOf(session: RtcSession, { id }: Participant, source: string): MediaStream | undefined {
  const handle = session.participant(id);
  if (!handle) return undefined;
  if (source === 'screen-audio') return handle.screenAudio.mediaStream;
  return source === 'microphone' || source === 'camera' || source === 'screen'
    ? handle[source].mediaStream
    : undefined;
}
