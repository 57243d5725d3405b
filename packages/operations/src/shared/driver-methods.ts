import type { RtcDriver } from '@jackfield/core/adapter';

/** The methods of a driver that answer by a promise. */
export type DriverMethod = Exclude<keyof RtcDriver, 'native' | 'doAbandon' | 'dispose'>;

const known: Readonly<Record<DriverMethod, true>> = {
  doJoin: true,
  doLeave: true,
  doSyncLocal: true,
  doReplaceTrack: true,
  doSetMuted: true,
  doSetQuality: true,
  doSyncRemote: true,
  doRenewCredential: true,
  doSetProfile: true,
  doSetRole: true,
  doSendMessage: true,
  doSetSignals: true,
  doGetStats: true,
  doSetAudioOutput: true,
  doSetVolume: true,
  doResumePlayback: true,
  doModerate: true,
};

/** All of them, by name. */
export const driverMethods: readonly DriverMethod[] = Object.keys(known) as DriverMethod[];
