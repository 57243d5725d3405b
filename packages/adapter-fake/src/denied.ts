import type { RtcCapabilities, RtcDriver } from '@jackfield/core/adapter';

/** The methods that a driver has only where its adapter claims them. */
export function denied({
  messages,
  roles,
  moderation,
  displayNames,
  renewCredential,
  remoteAudio,
}: RtcCapabilities): Partial<Record<keyof RtcDriver, undefined>> {
  return {
    ...(messages ? {} : { doSendMessage: undefined }),
    ...(roles.length > 0 ? {} : { doSetRole: undefined }),
    ...(moderation.length > 0 ? {} : { doModerate: undefined }),
    ...(displayNames ? {} : { doSetProfile: undefined }),
    ...(renewCredential ? {} : { doRenewCredential: undefined }),
    ...(remoteAudio === 'sdk-played'
      ? {}
      : { doSetAudioOutput: undefined, doSetVolume: undefined, doResumePlayback: undefined }),
  };
}
