import type { RtcDriver, RtcDriverSink } from '@jackfield/core/adapter';
import type { FakeOperation, FaultBoard } from './faults.ts';

/** Which vendor operation each method of a driver stands for. */
const operations: Partial<Readonly<Record<keyof RtcDriver, FakeOperation>>> = {
  doJoin: 'join',
  doLeave: 'leave',
  doSyncLocal: 'publish',
  doReplaceTrack: 'replace-track',
  doSetMuted: 'mute',
  doSetQuality: 'set-quality',
  doSyncRemote: 'subscribe',
  doRenewCredential: 'renew-credential',
  doSetProfile: 'set-profile',
  doSetRole: 'set-role',
  doSendMessage: 'message',
  doModerate: 'moderate',
  doSetAudioOutput: 'set-audio-output',
  doSetVolume: 'set-volume',
  doResumePlayback: 'resume-playback',
};

/** Where misbehaviour is planned, and told. */
export interface Misbehaviour {
  readonly board: Pick<FaultBoard, 'throwIfPlanned' | 'talksAtDisposal'>;
  readonly sink: Pick<RtcDriverSink, 'participantJoined'>;
}

/**
 * Lets a driver do, where that is planned, what a good one never does: throw before there is a promise, and report somebody who is
 * not there while it is being disposed.
 */
export function misbehave<Native>(
  driver: RtcDriver<Native>,
  { board, sink }: Misbehaviour,
): RtcDriver<Native> {
  let userId = '';
  const before = (method: keyof RtcDriver, run: (given: readonly unknown[]) => void): void => {
    const original: unknown = Reflect.get(driver, method);
    if (typeof original !== 'function') return;
    const value = (...given: readonly unknown[]): unknown => {
      run(given);
      return Reflect.apply(original, driver, given);
    };
    Object.defineProperty(driver, method, { configurable: true, writable: true, value });
  };
  for (const [method, operation] of Object.entries(operations)) {
    before(method as keyof RtcDriver, ([first]) => {
      if (operation === 'join') ({ userId } = first as { readonly userId: string });
      board.throwIfPlanned(operation, userId);
    });
  }
  before('dispose', () => {
    if (!board.talksAtDisposal(userId)) return;
    sink.participantJoined({ remoteId: 'ghost', userId: 'ghost', sources: [] });
  });
  return driver;
}
