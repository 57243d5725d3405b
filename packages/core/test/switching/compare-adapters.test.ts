import { describe, expect, it } from 'vitest';
import { compareAdapters, type DifferenceName } from '../../src/switching/compare-adapters.ts';
import { createStubVendor } from '../session/stub-vendor.ts';
import type { RtcCapabilities, RtcLimits } from '../../src/model/capabilities.ts';

const adapter = (name: string, able: Partial<RtcCapabilities> = {}, limits: Partial<RtcLimits> = {}) => {
  const { adapter: made } = createStubVendor(able);
  return { name, capabilities: made.capabilities, limits: { ...made.limits, ...limits } };
};
const namesOf = (list: readonly { readonly name: DifferenceName }[]) => list.map(({ name }) => name);

describe('two adapters', () => {
  it('that can do the same differ in nothing but what the app has to decide', () => {
    const attested = { identity: 'attested' } as const;
    expect(compareAdapters(adapter('a', attested), adapter('b', attested))).toEqual({
      lost: [],
      gained: [],
      decisions: [],
    });
    expect(namesOf(compareAdapters(adapter('a'), adapter('b')).decisions)).toEqual(['identity']);
  });

  it('are seen from the first one: what is lost one way is gained the other way', () => {
    const more = adapter(
      'more',
      {
        endToEndEncryption: true,
        region: 'eu',
        recordingConsent: true,
        moderation: ['kick'],
        messages: { maxBytes: 1_000, directed: true, reliable: true },
        simulcast: true,
      },
      { subscriptions: 50 },
    );
    const less = adapter(
      'less',
      {
        sources: ['microphone', 'screen'],
        screenAudio: 'none',
        cameraWithScreen: false,
        messages: { maxBytes: 500, directed: false, reliable: true },
        reconnect: 'none',
      },
      { subscriptions: 17 },
    );
    const { lost, gained } = compareAdapters(more, less);
    expect(namesOf(lost)).toEqual([
      'camera',
      'screen-audio',
      'camera-with-screen',
      'end-to-end-encryption',
      'recording-consent',
      'directed-messages',
      'kick',
      'simulcast',
      'reconnect',
      'region',
      'subscriptions',
      'message-size',
    ]);
    expect(gained).toEqual([]);
    expect(namesOf(compareAdapters(less, more).gained).sort()).toEqual(namesOf(lost).sort());
    expect(compareAdapters(less, more).lost).toEqual([]);
  });

  it('leave to the app what both have, each in its own way', () => {
    const decisions = compareAdapters(
      adapter('a', { roles: ['host'] }),
      adapter(
        'b',
        { roles: ['anchor'], remoteAudio: 'one-mix', screenAudio: 'mixed' },
        { userIdPattern: /^x$/ },
      ),
    ).decisions;
    expect(namesOf(decisions)).toEqual(['identity', 'roles', 'ids', 'remote-audio', 'screen-audio-mixed']);
    expect(decisions.find(({ name }) => name === 'roles')?.text).toContain('anchor');
  });
});
