import type { RtcDriver } from '@jackfield/core/adapter';
import type { FakeOperation } from './faults.ts';

/** Which vendor operation each method of a driver stands for. */
const operations: Partial<Readonly<Record<keyof RtcDriver, FakeOperation>>> = {
  doJoin: 'join',
  doLeave: 'leave',
  doSyncLocal: 'publish',
  doReplaceTrack: 'replace-track',
  doSetMuted: 'mute',
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

/**
 * Lets the methods of a driver throw before there is a promise: an `async` method cannot. `check` throws where that is
 * planned; `userId` is given where the method is told it.
 */
export function throwAtOnce(
  driver: RtcDriver,
  check: (operation: FakeOperation, userId: string | undefined) => void,
): void {
  for (const [method, operation] of Object.entries(operations)) {
    const run: unknown = Reflect.get(driver, method);
    if (typeof run !== 'function') continue;
    Object.defineProperty(driver, method, {
      configurable: true,
      writable: true,
      value: (...given: readonly unknown[]): unknown => {
        const [first] = given;
        const isJoin = typeof first === 'object' && first !== null && 'userId' in first;
        check(operation, isJoin ? String(first.userId) : undefined);
        return Reflect.apply(run, driver, given);
      },
    });
  }
}
