import { candidateAddress, type CandidateInit } from '@jackfield/emulator-kit';

import { candidateOf } from './media-requests.ts';
import { callIdOf, mustBeJoined, tidOf, type ReplyData, type SessionRequest } from './request.ts';
import type { Session } from './session.ts';

const maximumEarlyCalls = 8;
const maximumEarlyCandidates = 64;

interface CandidateTaker {
  addCandidate(candidate: CandidateInit): Promise<void>;
}

/** Takes one of a client's candidates. Only relayed ones count, as the SDK uses no others. */
export async function icecandidate({
  service,
  session,
  parameters,
  body,
}: SessionRequest): Promise<ReplyData> {
  mustBeJoined(session);
  const tid = tidOf(parameters);
  const callId = callIdOf(parameters);
  const candidate = candidateOf(body);
  if (candidate !== undefined && candidateAddress(candidate.candidate)?.address === service.settings.host) {
    const { publication } = session;
    const call = publication?.callId === callId ? publication : session.subscriptions.get(callId);
    if (call === undefined) keepEarly(session, callId, candidate);
    else await offerCandidate(call, candidate);
  }
  session.result('icecandidate', tid);
  return {};
}

/** Gives a new call the candidates that came before it. */
export async function applyEarlyCandidates(
  session: Session,
  callId: string,
  call: CandidateTaker,
): Promise<void> {
  const early = session.earlyCandidates.get(callId) ?? [];
  session.earlyCandidates.delete(callId);
  for (const candidate of early) await offerCandidate(call, candidate);
}

function keepEarly(session: Session, callId: string, candidate: CandidateInit): void {
  const early = session.earlyCandidates;
  if (!early.has(callId)) {
    const oldest = early.keys().next().value;
    if (early.size >= maximumEarlyCalls && oldest !== undefined) early.delete(oldest);
    early.set(callId, []);
  }
  const kept = early.get(callId);
  if (kept !== undefined && kept.length < maximumEarlyCandidates) kept.push(candidate);
}

/** A candidate that cannot be used costs one path, not the call: others follow, and the peer may find its own. */
async function offerCandidate(call: CandidateTaker, candidate: CandidateInit): Promise<void> {
  try {
    await call.addCandidate(candidate);
  } catch {
    // Belongs to a description that has been replaced, or to a call that has just been closed.
  }
}
