import {
  portableIdPattern,
  sourceKinds,
  type RtcCapabilities,
  type RtcLimits,
} from '@jackfield/core/adapter';
import type { SignallingFeatures } from './signalling/signalling.ts';

/** The largest message, bytes of UTF-8: it stays below every browser's data channel limit however it is escaped. */
export const maxMessageBytes: number = 16 * 1024;

const picture = Object.freeze([
  'maxBitrate',
  'maxFramerate',
  'degradationPreference',
  'contentHint',
] as const);
// Stereo is agreed in the descriptions of both sides: browsers have no word for it.
const sound = Object.freeze(['maxBitrate', 'music'] as const);
const quality = Object.freeze({
  sources: Object.freeze({ microphone: sound, camera: picture, screen: picture, 'screen-audio': sound }),
  codecs: true,
  receivedSize: 'exact',
} as const);

/** What the mesh can do, given what its signalling can and whether credentials are shown to it. */
export function capabilitiesOf(
  features: SignallingFeatures,
  { hasCredential }: { readonly hasCredential: boolean },
): RtcCapabilities {
  return Object.freeze({
    sources: sourceKinds,
    replaceTrack: 'seamless',
    placeholderNeeded: false,
    screenAudio: 'separate',
    cameraWithScreen: true,
    remoteAudio: 'tracks',
    muteVisible: 'exact',
    roster: 'complete',
    duplicateIdentity: 'kicks-older',
    // A server that is shown no credential knows no more of a user than what they say.
    identity: features.credentials && hasCredential ? 'attested' : 'claimed',
    subscriptionGranularity: 'source',
    messages: Object.freeze({ maxBytes: maxMessageBytes, directed: true, reliable: true }),
    roles: [],
    moderation: features.moderation ? (['mute', 'unpublish', 'kick', 'close-room'] as const) : [],
    displayNames: true,
    simulcast: false,
    quality,
    networkQuality: 'everybody',
    stats: true,
    // DTLS-SRTP runs from peer to peer, but its keys are vouched for by signalling: whoever runs that could be in between.
    endToEndEncryption: false,
    renewCredential: features.credentials,
    reconnect: 'restarts',
    audioRelayNeeded: false,
  });
}

/** Numbers of the mesh. Each member sends to each other one: about six people with video is what a home uplink carries. */
export const p2pLimits: RtcLimits & { readonly participants: number } = Object.freeze({
  participants: 6,
  subscriptions: undefined,
  userIdPattern: portableIdPattern,
  roomPattern: portableIdPattern,
  displayNameLength: 128,
});
