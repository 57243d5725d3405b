import {
  portableIdPattern,
  sourceKinds,
  type RtcCapabilities,
  type RtcLimits,
} from '@jackfield/core/adapter';

const sound = Object.freeze(['maxBitrate', 'music', 'stereo'] as const);
const picture = Object.freeze([
  'maxBitrate',
  'maxFramerate',
  'degradationPreference',
  'contentHint',
] as const);

/** What the fake cloud can do unless it is told otherwise: everything that core knows. */
export const fullCapabilities: RtcCapabilities = Object.freeze({
  sources: sourceKinds,
  replaceTrack: 'seamless',
  placeholderNeeded: false,
  screenAudio: 'separate',
  cameraWithScreen: true,
  remoteAudio: 'tracks',
  muteVisible: 'exact',
  roster: 'complete',
  duplicateIdentity: 'kicks-older',
  identity: 'attested',
  subscriptionGranularity: 'source',
  messages: Object.freeze({ maxBytes: 16_384, directed: true, reliable: true }),
  roles: Object.freeze(['host', 'audience']),
  moderation: Object.freeze(['mute', 'unpublish', 'kick', 'close-room'] as const),
  displayNames: true,
  simulcast: true,
  quality: Object.freeze({
    sources: Object.freeze({ microphone: sound, camera: picture, screen: picture, 'screen-audio': sound }),
    codecs: true,
    receivedSize: 'layers',
  }),
  networkQuality: 'everybody',
  stats: true,
  endToEndEncryption: false,
  renewCredential: true,
  reconnect: 'resumes',
  audioRelayNeeded: false,
} satisfies RtcCapabilities);

/** The limits of the fake cloud unless it is told otherwise. */
export const defaultLimits: RtcLimits = Object.freeze({
  participants: undefined,
  subscriptions: undefined,
  userIdPattern: portableIdPattern,
  roomPattern: portableIdPattern,
  displayNameLength: 256,
});
