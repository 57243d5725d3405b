import { FakeMediaStream } from '@jackfield/core/testing';
import { mediaKindOf, type Participant, type RtcSession, type SourceKind } from '@jackfield/core';
import { roomName, selfId } from '../game/names.ts';
import { presencesOf, renderedOf } from '../game/presences.ts';
import { must } from '../search/violation.ts';
import type { World } from '../game/world.ts';

/** What is received is what is wanted, over every leg, and is shown and heard once. */
export function checkSubscriptions(world: World): void {
  const { session, excuses } = world;
  if (session.state.status !== 'joined' || excuses.has('facts-lost') || excuses.has('vendor-lies')) return;
  for (const participant of session.participants.values()) {
    for (const presence of presencesOf(world, participant.id))
      for (const source of Object.keys(presence.presence.sources))
        checkSource(world, participant, { ...presence, source: source as SourceKind });
  }
}

function checkSource(
  world: World,
  participant: Participant,
  { leg, site, presence, source }: ReturnType<typeof presencesOf>[number] & { readonly source: SourceKind },
): void {
  const { session, setup, counts } = world;
  const { id, userId } = participant;
  const { subscription } = presence.sources[source] ?? {};
  if (!subscription) return;
  const { status } = subscription;
  const isSound = mediaKindOf(source) === 'audio';
  const received = site.people.find(userId)?.participant.receivedBy(selfId, source);
  const sent = site.cloud.room(roomName).sentTrack(userId, source);
  const facts = (): string =>
    `${userId}'s ${source} at ${site.adapter.name}: ${JSON.stringify({ subscription, received: received?.readyState, sent: sent?.readyState })}`;
  counts?.add(`at rest: remote ${source} ${status}`);
  // Announced without a track: there is nothing to come.
  if (!sent) return;
  must(status !== 'subscribing', 'not-at-rest', facts);
  if (status === 'not-subscribed') must(received === undefined, 'received-unwanted', facts);
  const isShown = renderedOf(world, id, source) === leg;
  // Of a session that stays with two vendors each source comes over one of them.
  if (status === 'not-subscribed' && setup.subscriptions === 'auto' && isSound && isShown)
    must(subscription.reason === 'limit', 'not-subscribed', facts);
  if (status === 'failed') {
    const { code } = subscription.error;
    const isTold = code === 'subscribe-failed' && world.byHand.has(`${id} ${source}`);
    must(code === 'forbidden' || code === 'timeout' || code === 'network' || isTold, 'failed', facts);
  }
  if (status === 'subscribed') must(received?.readyState === 'live', 'receives-nothing', facts);
  if (isShown) must(participant.sources[source]?.subscription === subscription, 'untold-subscription', facts);
  if (!received || (setup.remoteAudio !== 'tracks' && isSound)) return;
  const shown = streamOf(session, participant, source)?.getTracks() ?? [];
  must(shown.includes(received) === (isShown && status === 'subscribed'), 'wrong-stream', facts);
  must(shown.length <= 1, 'second-track', facts);
  if (!isSound) return;
  const playing = playingOf(world, received);
  must(
    playing === (isShown && status === 'subscribed' ? 1 : 0),
    'heard-not-once',
    () => `${facts()} in ${String(playing)} elements`,
  );
}

function playingOf({ browser }: World, track: MediaStreamTrack): number {
  return browser.elements.liveAudio.filter(
    ({ srcObject }) => srcObject instanceof FakeMediaStream && srcObject.getTracks().includes(track),
  ).length;
}

function streamOf(session: RtcSession, { id }: Participant, source: SourceKind): MediaStream | undefined {
  const handle = session.participant(id);
  return source === 'screen-audio' ? handle?.screenAudio.mediaStream : handle?.[source].mediaStream;
}
