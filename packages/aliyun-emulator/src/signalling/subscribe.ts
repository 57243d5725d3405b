import type { Service } from '../emulator/service.ts';
import { Subscription } from '../media/subscription.ts';
import { applyEarlyCandidates } from './candidates.ts';
import { closeSubscription } from './membership.ts';
import { sdpOf, wantedLabels } from './media-requests.ts';
import { Refusal } from './refusal.ts';
import type { RoomMember } from './room.ts';
import { callIdOf, mustBeJoined, tidOf, type ReplyData, type SessionRequest } from './request.ts';
import type { Session } from './session.ts';

/** Starts a subscription: the result says that it is accepted, and an `offer` notification follows. */
export async function subscribe({ service, session, parameters, body }: SessionRequest): Promise<ReplyData> {
  mustBeJoined(session);
  const tid = tidOf(parameters);
  const callId = callIdOf(parameters);
  const callee = callIdOf(parameters, 'callee');
  const wanted = wantedLabels(body);
  const publisher = findPublisher(service, session, callee);
  const publication = publisher?.publication;
  if (publisher === undefined || publication === undefined) throw new Refusal('publication-unknown');
  closeSubscription(session, callId);
  if (session.subscriptions.size >= service.settings.limits.subscriptionsPerSession) {
    throw new Refusal('subscription-limit');
  }
  const subscription = new Subscription({
    callId,
    publication,
    wanted,
    address: service.settings.host,
    onState: (state) => {
      service.recorder.add('media', 'subscription-state', session, { state, publisher: publisher.userId });
    },
  });
  session.subscriptions.set(callId, subscription);
  const sdp = await subscription.createOffer();
  subscription.onClose(service.media.openPorts(sdp));
  await applyEarlyCandidates(session, callId, subscription);
  session.result('subscribe', tid);
  if (session.subscriptions.get(callId) === subscription) {
    session.notify('offer', { callid: callId, callee, jsep: { type: 'offer', sdp } });
  }
  return {};
}

/** Changes which streams of a subscription are forwarded. */
export function resubscribe({ session, parameters, body }: SessionRequest): ReplyData {
  mustBeJoined(session);
  const tid = tidOf(parameters);
  const subscription = session.subscriptions.get(callIdOf(parameters));
  if (subscription === undefined) throw new Refusal('subscription-unknown');
  subscription.select(wantedLabels(body));
  session.result('resubscribe', tid);
  return {};
}

/** Takes the client's answer to an `offer` notification. */
export async function answer({ session, parameters, body }: SessionRequest): Promise<ReplyData> {
  mustBeJoined(session);
  const tid = tidOf(parameters);
  const subscription = session.subscriptions.get(callIdOf(parameters));
  if (subscription === undefined) throw new Refusal('subscription-unknown');
  const sdp = sdpOf(body, 'answer');
  try {
    await subscription.setAnswer(sdp);
  } catch (error) {
    throw new Refusal('media-refused', error instanceof Error ? error.message : 'unreadable');
  }
  session.result('answer', tid);
  return {};
}

/** Ends a subscription. One that is gone already is no error. */
export function unsubscribe({ session, parameters }: SessionRequest): ReplyData {
  const tid = tidOf(parameters);
  closeSubscription(session, callIdOf(parameters));
  session.result('unsubscribe', tid);
  return {};
}

function findPublisher(service: Service, session: Session, callee: string): RoomMember | undefined {
  const room = service.rooms.get(session.appId, session.room);
  const publisher = room?.members.find(({ publication }) => publication?.callId === callee);
  return publisher?.userId === session.userId ? undefined : publisher;
}
