import {
  portableIdPattern,
  sourceKinds,
  type ModerationAction,
  type RtcCapabilities,
  type RtcLimits,
} from '@jackfield/core/adapter';

/** What Janus VideoRoom can do through this adapter, given what the app adds to it. */
export function capabilitiesOf(given: {
  readonly moderate?: unknown;
  readonly messages?: boolean | undefined;
}): RtcCapabilities {
  return Object.freeze({
    ...base,
    messages: given.messages === false ? false : messages,
    moderation: given.moderate === undefined ? base.moderation : moderationActions,
  });
}

/** By the text room, which confirms each message. Its JSON may be twice as long as the text. */
const messages = Object.freeze({ maxBytes: 15_000, directed: true, reliable: true });

const sound = Object.freeze(['maxBitrate', 'music'] as const);
const picture = Object.freeze([
  'maxBitrate',
  'maxFramerate',
  'degradationPreference',
  'contentHint',
] as const);

const base: RtcCapabilities = Object.freeze({
  sources: sourceKinds,
  replaceTrack: 'seamless',
  // A media section without packets holds its place.
  placeholderNeeded: false,
  screenAudio: 'separate',
  cameraWithScreen: true,
  remoteAudio: 'tracks',
  // By the descriptions of streams: the server itself tells nobody.
  muteVisible: 'exact',
  roster: 'complete',
  // Tokens name a room and no user that the server would look at.
  identity: 'claimed',
  duplicateIdentity: 'rejects-newer',
  subscriptionGranularity: 'source',
  messages,
  roles: Object.freeze([]),
  // By the secret of the room only, which the app's own server has.
  moderation: Object.freeze([]),
  displayNames: true,
  simulcast: true,
  quality: Object.freeze({
    sources: Object.freeze({ microphone: sound, camera: picture, screen: picture, 'screen-audio': sound }),
    // The room says which codecs there are.
    codecs: false,
    receivedSize: 'layers',
  }),
  stats: true,
  endToEndEncryption: false,
  // Each request carries the token.
  renewCredential: true,
  reconnect: 'resumes',
  audioRelayNeeded: false,
});

/** What the server can do for a moderator. It has no request that ends somebody's publication. */
const moderationActions: readonly ModerationAction[] = Object.freeze(['mute', 'kick', 'close-room']);

/** What may be given to the server. It takes any text as an id; apps should not. */
export const janusLimits: RtcLimits = Object.freeze({
  participants: undefined,
  subscriptions: undefined,
  userIdPattern: portableIdPattern,
  roomPattern: portableIdPattern,
  displayNameLength: 256,
});
