import type { RtcCapabilities } from '@jackfield/core/adapter';
import type { DriverMethod } from '../shared/driver-methods.ts';

/** Tells whether an adapter with these claims has a method. What it denies its drivers have no method for. */
export function claimedBy(method: DriverMethod, capabilities: RtcCapabilities): boolean {
  const { displayNames, messages, moderation, quality, remoteAudio, renewCredential, roles, stats } =
    capabilities;
  const plays = remoteAudio === 'sdk-played';
  const claims: Partial<Record<DriverMethod, boolean>> = {
    doSetQuality: Object.keys(quality?.sources ?? {}).length > 0,
    doRenewCredential: renewCredential,
    doSetProfile: displayNames === true,
    doSetRole: roles.length > 0,
    doSendMessage: messages !== false,
    doGetStats: stats,
    doModerate: moderation.length > 0,
    doSetAudioOutput: plays,
    doSetVolume: plays,
    doResumePlayback: plays,
  };
  return claims[method] ?? true;
}
