import type { FakeProfile } from './fake-rig.ts';

/** The fake as vendors with other powers: what one cannot do turns the opposite clauses on. */
export const profiles: readonly FakeProfile[] = [
  { name: 'fake' },
  {
    name: 'fake that can little',
    cloud: { duplicateIdentity: 'rejects-newer' },
    adapter: {
      capabilities: {
        sources: ['microphone', 'camera'],
        replaceTrack: 'none',
        screenAudio: 'none',
        cameraWithScreen: false,
        roster: 'streaming',
        networkQuality: undefined,
        messages: false,
        roles: [],
        moderation: [],
        displayNames: false,
        simulcast: false,
        quality: undefined,
        renewCredential: false,
        reconnect: 'none',
      },
    },
  },
  {
    name: 'fake with a mixed sound and a few subscriptions',
    cloud: { duplicateIdentity: 'allowed' },
    adapter: {
      capabilities: {
        sources: ['microphone', 'camera', 'screen'],
        replaceTrack: 'republish',
        reconnect: 'restarts',
        screenAudio: 'mixed',
        cameraWithScreen: false,
        messages: { maxBytes: 1_000, directed: false, reliable: false },
        moderation: ['mute'],
        roles: ['host'],
        audioRelayNeeded: true,
      },
      limits: { subscriptions: 2 },
    },
  },
  { name: 'fake whose mute nobody is told', adapter: { capabilities: { muteVisible: 'grace' } } },
  {
    name: 'fake that loses messages',
    cloud: { lossRate: 0.4 },
    adapter: { capabilities: { messages: { maxBytes: 1_000, directed: true, reliable: false } } },
  },
  { name: 'fake that encrypts', adapter: { capabilities: { endToEndEncryption: true } } },
  {
    name: 'fake whose SDK plays by itself',
    adapter: { capabilities: { remoteAudio: 'sdk-played' } },
  },
  {
    name: 'fake that mixes everybody into one sound',
    adapter: { capabilities: { remoteAudio: 'one-mix' } },
  },
];
