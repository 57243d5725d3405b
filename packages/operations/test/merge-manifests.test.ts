import { createFakeCloud, fake, type FakeAdapterOptions } from '@jackfield/adapter-fake';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { describe, expect, it } from 'vitest';
import { mergeManifests } from '../src/failover/merge-manifests.ts';

const cloud = createFakeCloud();
const of = (name: string, options: FakeAdapterOptions = {}): RtcAdapter => fake(cloud, { name, ...options });

describe('what several vendors have in common', () => {
  it('is all of it, where they are alike', () => {
    const one = of('one');
    const { capabilities, limits } = mergeManifests([one, of('two')]);
    expect(capabilities).toEqual({ ...one.capabilities, recordingConsent: false });
    expect(limits.userIdPattern).toEqual(one.limits.userIdPattern);
  });

  it('is the least of each', () => {
    const little = of('little', {
      capabilities: {
        sources: ['microphone', 'camera'],
        replaceTrack: 'none',
        screenAudio: 'mixed',
        muteVisible: 'grace',
        announcesMute: ['microphone'],
        roster: 'streaming',
        duplicateIdentity: 'allowed',
        identity: 'claimed',
        subscriptionGranularity: 'participant',
        messages: { maxBytes: 10, directed: false, reliable: false },
        roles: ['host'],
        moderation: ['kick'],
        displayNames: 'at-join',
        region: 'eu',
        reconnect: 'none',
        audioRelayNeeded: true,
      },
      limits: {
        subscriptions: 3,
        displayNameLength: 5,
        userIdPattern: /^[a-z]{1,32}$/,
        roomPattern: /^.{1,9}$/,
      },
    });
    const { capabilities, limits } = mergeManifests([of('much'), little]);
    expect(capabilities).toMatchObject({
      sources: ['microphone', 'camera'],
      replaceTrack: 'none',
      screenAudio: 'mixed',
      muteVisible: 'grace',
      announcesMute: ['microphone'],
      roster: 'streaming',
      duplicateIdentity: 'kicks-older',
      identity: 'claimed',
      subscriptionGranularity: 'participant',
      messages: { maxBytes: 10, directed: false, reliable: false },
      moderation: ['kick'],
      displayNames: 'at-join',
      reconnect: 'none',
      audioRelayNeeded: true,
      recordingConsent: false,
    });
    expect(capabilities.region).toBeUndefined();
    expect([limits.subscriptions, limits.displayNameLength]).toEqual([3, 5]);
    expect(['ann', 'ANN', 'a'.repeat(33)].map((id) => limits.userIdPattern.test(id))).toEqual([
      true,
      false,
      false,
    ]);
    expect(['studio', 'a studio', 'a studio too long'].map((id) => limits.roomPattern.test(id))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is no message where one vendor has none, and those wishes for quality that all fulfil', () => {
    const quality = (sources: object): FakeAdapterOptions => ({
      capabilities: { quality: { sources, codecs: true, receivedSize: 'layers' } },
    });
    const { capabilities } = mergeManifests([
      of('one', quality({ camera: ['maxBitrate', 'maxFramerate'], screen: ['maxBitrate'] })),
      of('two', { capabilities: { messages: false, ...quality({ camera: ['maxBitrate'] }).capabilities } }),
    ]);
    expect(capabilities.messages).toBe(false);
    expect(capabilities.quality).toEqual({
      sources: { camera: ['maxBitrate'] },
      codecs: true,
      receivedSize: 'layers',
    });
  });
});
