import {
  portableIdPattern,
  sourceKinds,
  type ModerationAction,
  type RtcCapabilities,
  type RtcLimits,
} from '@jackfield/core/adapter';

/** The capabilities of `livekit-client` through this adapter, given what the app adds to it. */
export function capabilitiesOf(given: {
  readonly moderate?: unknown;
  readonly encryption?: unknown;
}): RtcCapabilities {
  return Object.freeze({
    ...base,
    moderation: given.moderate === undefined ? base.moderation : moderationActions,
    // Its receivers are named within what is encrypted: the server, which cannot read that, sends it to everybody.
    messages: Object.freeze({ ...messages, directed: given.encryption === undefined }),
    endToEndEncryption: given.encryption !== undefined,
  });
}

// Stereo is agreed with a publication and not changed in it: it is an option.
const sound = Object.freeze(['maxBitrate', 'music'] as const);
const picture = Object.freeze([
  'maxBitrate',
  'maxFramerate',
  'degradationPreference',
  'contentHint',
] as const);

// The vendor's documented bound for a reliable packet is 15 KiB.
const messages = Object.freeze({ maxBytes: 15_000, directed: true, reliable: true });

const base: RtcCapabilities = Object.freeze({
  sources: sourceKinds,
  replaceTrack: 'seamless',
  placeholderNeeded: true,
  screenAudio: 'separate',
  cameraWithScreen: true,
  remoteAudio: 'tracks',
  muteVisible: 'exact',
  roster: 'complete',
  duplicateIdentity: 'kicks-older',
  identity: 'attested',
  subscriptionGranularity: 'source',
  messages,
  // Rights come with the token and have no names.
  roles: Object.freeze([]),
  // By the server's API only: the app's own server has the secret.
  moderation: Object.freeze([]),
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
  // The server hands a new token to the SDK by itself.
  renewCredential: false,
  reconnect: 'resumes',
  audioRelayNeeded: false,
});

/** What the vendor's API can do. It has no call that ends somebody's publication. */
const moderationActions: readonly ModerationAction[] = Object.freeze(['mute', 'kick', 'close-room']);

/** What may be given to the vendor. */
export const livekitLimits: RtcLimits = Object.freeze({
  participants: undefined,
  subscriptions: undefined,
  userIdPattern: portableIdPattern,
  roomPattern: portableIdPattern,
  displayNameLength: 256,
});
