import type { RtcDriver } from '../adapter/rtc-driver.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import type { AdapterLeg } from './adapter-leg.ts';

/**
 * Makes the methods of a driver that go to its leg. Each asks for the leg when it is called, and rejects with what `joined` throws where
 * there is none.
 */
export function forwardToLeg(
  joined: () => Omit<AdapterLeg, 'native'>,
  claimed: readonly ClaimedMethod[],
): Forwarded {
  const optional: Required<Pick<RtcDriver, ClaimedMethod>> = {
    doRenewCredential: async (request) => (await joined().doRenewCredential?.(request)) ?? {},
    doSetProfile: async (profile) => joined().doSetProfile?.(profile),
    doSetRole: async (role) => joined().doSetRole?.(role),
    doSendMessage: async (message) => joined().doSendMessage?.(message),
    doSetQuality: async (...given) => joined().doSetQuality?.(...given),
    doGetStats: async () => (await joined().doGetStats?.()) ?? [],
    doModerate: async (action) => joined().doModerate?.(action),
    doSetAudioOutput: async (deviceId) => joined().doSetAudioOutput?.(deviceId),
    doSetVolume: async (...given) => joined().doSetVolume?.(...given),
    doResumePlayback: async () => joined().doResumePlayback?.(),
  };
  return {
    doSyncLocal: async (...given) => joined().doSyncLocal(...given),
    doReplaceTrack: async (...given) => joined().doReplaceTrack(...given),
    doSetMuted: async (...given) => joined().doSetMuted(...given),
    doSyncRemote: async (...given) => joined().doSyncRemote(...given),
    ...Object.fromEntries(claimed.map((method) => [method, optional[method]])),
  };
}

/** The methods of a driver that a capability claims. */
export type ClaimedMethod =
  | 'doRenewCredential'
  | 'doSetProfile'
  | 'doSetRole'
  | 'doSendMessage'
  | 'doSetQuality'
  | 'doGetStats'
  | 'doModerate'
  | 'doSetAudioOutput'
  | 'doSetVolume'
  | 'doResumePlayback';

type Forwarded = Pick<RtcDriver, 'doSyncLocal' | 'doReplaceTrack' | 'doSetMuted' | 'doSyncRemote'> &
  Partial<Pick<RtcDriver, ClaimedMethod>>;

/** Tells whether drivers of an adapter have a method: what it denies they have none for, and what is no claim they all have. */
export function claimsMethod(capabilities: RtcCapabilities, method: string): boolean {
  const claims: Readonly<Partial<Record<string, boolean>>> = claimsOf(capabilities);
  return claims[method] ?? true;
}

/** Lists what an adapter claims to have a method for. What it denies its drivers have no method for. */
export function methodsClaimedBy(capabilities: RtcCapabilities): readonly ClaimedMethod[] {
  const claims = claimsOf(capabilities);
  return (Object.keys(claims) as ClaimedMethod[]).filter((method) => claims[method]);
}

function claimsOf(capabilities: RtcCapabilities): Readonly<Record<ClaimedMethod, boolean>> {
  const { displayNames, messages, moderation, quality, remoteAudio, renewCredential, roles, stats } =
    capabilities;
  const plays = remoteAudio === 'sdk-played';
  return {
    doRenewCredential: renewCredential,
    doSetProfile: displayNames === true,
    doSetRole: roles.length > 0,
    doSendMessage: messages !== false,
    doSetQuality: Object.keys(quality?.sources ?? {}).length > 0,
    doGetStats: stats,
    doModerate: moderation.length > 0,
    doSetAudioOutput: plays,
    doSetVolume: plays,
    doResumePlayback: plays,
  };
}
