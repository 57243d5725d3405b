import { portableIdPattern, type RtcCapabilities, type RtcLimits } from '@jackfield/core/adapter';

/** What the vendor's SDK 1.16 can do through this adapter. */
export const aliyunCapabilities: RtcCapabilities = Object.freeze({
  sources: Object.freeze(['microphone', 'camera', 'screen'] as const),
  // By the sender of the publishing connection; the SDK itself would need a new publication.
  replaceTrack: 'seamless',
  placeholderNeeded: true,
  screenAudio: 'mixed',
  cameraWithScreen: true,
  remoteAudio: 'tracks',
  muteVisible: 'exact',
  announcesMute: Object.freeze(['microphone', 'camera'] as const),
  roster: 'streaming',
  duplicateIdentity: 'kicks-older',
  // Each source can be chosen, but one call sets all of a user.
  subscriptionGranularity: 'source',
  messages: false,
  // The SDK has two roles in its interactive profile; this adapter joins in the communication profile, which has none.
  roles: Object.freeze([]),
  moderation: Object.freeze([]),
  displayNames: true,
  simulcast: false,
  stats: false,
  endToEndEncryption: false,
  renewCredential: false,
  reconnect: 'restarts',
  audioRelayNeeded: false,
});

/** What may be given to the vendor. Nothing of a room's name is escaped on the wire, so only the portable pattern is safe. */
export const aliyunLimits: RtcLimits = Object.freeze({
  participants: undefined,
  subscriptions: undefined,
  userIdPattern: portableIdPattern,
  roomPattern: portableIdPattern,
  displayNameLength: 64,
});
