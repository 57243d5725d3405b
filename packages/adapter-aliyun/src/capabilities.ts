import { aliyunRoles } from './map/roles.ts';
import { portableIdPattern, type RtcCapabilities, type RtcLimits } from '@jackfield/core/adapter';

const picture = Object.freeze([
  'maxBitrate',
  'maxFramerate',
  'degradationPreference',
  'contentHint',
] as const);

const shared: RtcCapabilities = Object.freeze({
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
  identity: 'attested',
  // Each source can be chosen, but one call sets all of a user.
  subscriptionGranularity: 'source',
  messages: false,
  roles: Object.freeze([]),
  moderation: Object.freeze([]),
  displayNames: 'at-join',
  simulcast: false,
  // By the parameters of the senders. What the SDK writes into the description about stereo nobody can take back.
  quality: Object.freeze({
    sources: Object.freeze({
      microphone: Object.freeze(['maxBitrate', 'music'] as const),
      camera: picture,
      screen: picture,
      'screen-audio': Object.freeze(['maxBitrate', 'music'] as const),
    }),
    codecs: false,
    receivedSize: 'none',
  }),
  // By the connections themselves: the SDK has no statistics of its own.
  networkQuality: 'local',
  stats: true,
  endToEndEncryption: false,
  renewCredential: false,
  reconnect: 'restarts',
  audioRelayNeeded: false,
});

/** What the vendor's SDK 1.16 can do through this adapter. Only the interactive profile has roles. */
export function capabilitiesOf({ interactive }: { readonly interactive: boolean }): RtcCapabilities {
  return interactive ? Object.freeze({ ...shared, roles: Object.freeze([...aliyunRoles]) }) : shared;
}

/** What may be given to the vendor. Nothing of a room's name is escaped on the wire, so only the portable pattern is safe. */
export const aliyunLimits: RtcLimits = Object.freeze({
  userIdPattern: portableIdPattern,
  roomPattern: portableIdPattern,
  displayNameLength: 64,
});
