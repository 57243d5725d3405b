import { portableIdPattern, type RtcCapabilities, type RtcLimits } from '@jackfield/core/adapter';
import { maximumMessageBytes } from './messages/wire-messages.ts';

/** The roles of scene `live`. */
export const trtcRoles: readonly ['anchor', 'audience'] = Object.freeze(['anchor', 'audience'] as const);

/** What the vendor's SDK 5.17 can do through this adapter. Only scene `live` has roles. */
export function capabilitiesOf({ scene }: { readonly scene: 'rtc' | 'live' }): RtcCapabilities {
  return {
    sources: ['microphone', 'camera', 'screen'],
    replaceTrack: 'seamless',
    // It refuses "no track" (5000/5004).
    placeholderNeeded: true,
    // Mixed by core: the SDK's own mix would fall silent with the microphone's mute.
    screenAudio: 'mixed',
    cameraWithScreen: true,
    remoteAudio: 'tracks',
    // By messages of this adapter: the SDK shows mute and unpublish alike. Of others who use no adapter a mute is an unpublish.
    muteVisible: 'exact',
    announcesMute: ['microphone', 'camera'],
    roster: 'streaming',
    duplicateIdentity: 'kicks-older',
    // A userSig is checked by the service before anybody is told of its user.
    identity: 'attested',
    subscriptionGranularity: 'source',
    messages: { maxBytes: maximumMessageBytes, directed: false, reliable: true },
    roles: scene === 'live' ? [...trtcRoles] : [],
    moderation: [],
    displayNames: false,
    simulcast: false,
    // Bounds of a screen and the presets of sound count at the start of a publication alone.
    quality: {
      sources: { camera: ['maxBitrate', 'maxFramerate', 'contentHint'] },
      codecs: false,
      receivedSize: 'none',
    },
    networkQuality: 'local',
    stats: true,
    endToEndEncryption: false,
    renewCredential: false,
    reconnect: 'restarts',
    audioRelayNeeded: false,
  };
}

/** What may be given to the vendor: the SDK sends a bad user id as it is. */
export const trtcLimits: RtcLimits = {
  participants: undefined,
  subscriptions: undefined,
  userIdPattern: /^[A-Za-z0-9_-]{1,32}$/,
  roomPattern: portableIdPattern,
  // The vendor has no names: one is taken, so that an app need not ask, and nobody sees it.
  displayNameLength: 64,
};
