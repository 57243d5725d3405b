import { portableIdPattern, type RtcCapabilities, type RtcLimits } from '@jackfield/core/adapter';

/** The claims and denials: they decide which clauses of the contract apply, and the contract holds the adapter to both. */
export const capabilities: RtcCapabilities = {
  sources: ['microphone', 'camera', 'screen'],
  replaceTrack: 'seamless',
  placeholderNeeded: true,
  screenAudio: 'mixed',
  cameraWithScreen: true,
  remoteAudio: 'tracks',
  muteVisible: 'exact',
  roster: 'complete',
  duplicateIdentity: 'kicks-older',
  identity: 'attested',
  subscriptionGranularity: 'source',
  messages: false,
  roles: [],
  moderation: [],
  displayNames: 'at-join',
  simulcast: false,
  stats: false,
  endToEndEncryption: false,
  renewCredential: false,
  reconnect: 'none',
  audioRelayNeeded: false,
};

/** The bounds: ids and names that do not fit are refused before any network call. */
export const limits: RtcLimits = {
  userIdPattern: portableIdPattern,
  roomPattern: portableIdPattern,
  displayNameLength: 64,
};
