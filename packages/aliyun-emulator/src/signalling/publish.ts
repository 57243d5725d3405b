import { setTimeout as pause } from 'node:timers/promises';

import type { Service } from '../emulator/service.ts';
import { PeerPublication } from '../media/peer-publication.ts';
import { closePublication, memberOf } from './membership.ts';
import { applyEarlyCandidates } from './candidates.ts';
import { publishedStreams, sdpOf } from './media-requests.ts';
import { Refusal } from './refusal.ts';
import { callIdOf, mustBeJoined, tidOf, type ReplyData, type SessionRequest } from './request.ts';
import type { Session } from './session.ts';

/** Takes a publisher's offer; the answer is the polled result. */
export async function publish({ service, session, parameters, body }: SessionRequest): Promise<ReplyData> {
  mustBeJoined(session);
  const tid = tidOf(parameters);
  const callId = callIdOf(parameters);
  if (session.profile === 'interactive_live' && session.role === 'live')
    throw new Refusal('role-forbidden', 'live');
  const streams = publishedStreams(body);
  const offer = sdpOf(body, 'offer');
  withdraw(service, session);
  const { settings, recorder } = service;
  const { publication, answer } = await PeerPublication.answer({
    callId,
    streams,
    offer,
    address: settings.host,
    videoCodecs: settings.videoCodecs,
    onState: (state) => {
      recorder.add('media', 'publication-state', session, { state });
    },
  });
  // The session can have left, or published again, while the answer was made.
  if (session.state !== 'joined' || session.publication !== undefined) {
    await publication.close();
    throw new Refusal('not-joined');
  }
  publication.onClose(service.media.openPorts(answer));
  session.publication = publication;
  await applyEarlyCandidates(session, callId, publication);
  await pause(settings.timings.publishReplyDelayMs);
  session.result('publish', tid, { jsep: { type: 'answer', sdp: answer } });
  if (session.publication === publication) {
    service.rooms.get(session.appId, session.room)?.announcePublication(memberOf(service, session));
  }
  return { tid };
}

/** Takes the new states of streams that are already published; nothing is negotiated. */
export function republish({ service, session, parameters, body }: SessionRequest): ReplyData {
  mustBeJoined(session);
  const tid = tidOf(parameters);
  const { publication } = session;
  if (!(publication instanceof PeerPublication) || publication.callId !== callIdOf(parameters)) {
    throw new Refusal('publication-unknown');
  }
  publication.streams = publishedStreams(body);
  for (const { label, state } of publication.streams) {
    if (state === 'active') publication.source(label)?.requestKeyFrame();
  }
  session.result('republish', tid);
  service.rooms.get(session.appId, session.room)?.announcePublication(memberOf(service, session));
  return {};
}

/** Ends a publication. One that is gone already is no error: the SDK says so again when it leaves. */
export function unpublish({ service, session, parameters }: SessionRequest): ReplyData {
  const tid = tidOf(parameters);
  withdraw(service, session);
  session.result('unpublish', tid);
  return {};
}

/** Closes a session's publication, if there is one, and tells the others. */
export function withdraw(service: Service, session: Session): void {
  if (session.publication === undefined) return;
  closePublication(service, session);
  service.rooms.get(session.appId, session.room)?.announceUnpublished(memberOf(service, session));
}
