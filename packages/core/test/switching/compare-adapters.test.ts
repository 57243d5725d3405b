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
    expect(decisions.map(({ text }) => text)).toEqual([
      'Not both vendors vouch for user ids: say with samePerson who is the same person, or everybody is somebody else.',
      'b has the roles anchor: say in join which one is meant.',
      'Ids of users and rooms must match other patterns with b: say in join which ones are meant.',
      'Sound comes as one-mix with b, as tracks with a.',
      "The sound of a screen is in the microphone's with b, and is as loud as that.",
    ]);
    const roles = compareAdapters(adapter('a', { roles: ['host'] }), adapter('b')).decisions;
    expect(roles.at(-1)?.text).toBe('b has no roles: say in join which one is meant.');
    const two = compareAdapters(adapter('a'), adapter('b', { roles: ['host', 'guest'] })).decisions;
    expect(two.at(-1)?.text).toBe('b has the roles host, guest: say in join which one is meant.');
    const rooms = compareAdapters(adapter('a'), adapter('b', {}, { roomPattern: /^x$/ })).decisions;
    expect(namesOf(rooms)).toEqual(['identity', 'ids']);
  });

  it('are told apart in sentences that name them', () => {
    const eu = adapter('A', { region: 'eu', stats: true }, { participants: 50 });
    const cn = adapter('B', { region: 'cn', stats: false }, { participants: 17 });
    const nowhere = adapter('C', { stats: true });
    const textsOf = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text);
    expect(textsOf(compareAdapters(eu, cn).lost)).toEqual([
      'B has no statistics.',
      'A stays in eu; B is in cn.',
      'People in a room with B: at most 17.',
    ]);
    expect(textsOf(compareAdapters(eu, nowhere).lost)).toEqual(['A stays in eu; C promises no region.']);
    expect(textsOf(compareAdapters(cn, nowhere).gained)).toEqual([
      'C has statistics.',
      'People in a room with C: no limit.',
    ]);
    expect(textsOf(compareAdapters(nowhere, eu).gained)).toEqual(['A stays in eu.']);
    expect(compareAdapters(nowhere, eu).lost.map(({ name }) => name)).not.toContain('region');
  });

  it('ask who is the same person unless both vouch for user ids', () => {
    const [attested, claimed] = [
      adapter('a', { identity: 'attested' }),
      adapter('c', { identity: 'claimed' }),
    ];
    const asks = (...both: Parameters<typeof compareAdapters>): boolean =>
      compareAdapters(...both).decisions.some(({ name }) => name === 'identity');
    expect([
      asks(attested, attested),
      asks(attested, claimed),
      asks(claimed, attested),
      asks(claimed, claimed),
    ]).toEqual([false, true, true, true]);
  });

  it('differ in the quality of a source that both can send, and in no other', () => {
    const able = { camera: ['maxBitrate', 'contentHint'], screen: ['maxBitrate'] } as const;
    const more = adapter('more', { quality: { sources: able, codecs: true, receivedSize: 'layers' } });
    const less = adapter('less', {
      sources: ['microphone', 'camera'],
      quality: { sources: { camera: ['contentHint'] }, codecs: false, receivedSize: 'layers' },
    });
    const { lost } = compareAdapters(more, less);
    expect(lost.find(({ name }) => name === 'quality')?.text).toBe(
      'less cannot set maxBitrate of the camera.',
    );
    expect(compareAdapters(less, more).gained.find(({ name }) => name === 'quality')?.text).toBe(
      'more can set maxBitrate of the camera.',
    );
    expect(namesOf(lost)).toContain('codecs');
  });

  it('list all that cannot be set, source by source', () => {
    const members = ['maxBitrate', 'contentHint'] as const;
    const sources = { camera: members, microphone: ['maxBitrate'] } as const;
    const more = adapter('more', { quality: { sources, codecs: true, receivedSize: 'layers' } });
    expect(compareAdapters(more, adapter('less')).lost.map(({ text }) => text)).toEqual([
      'less has no choice of codecs.',
      'less cannot set maxBitrate of the microphone; maxBitrate, contentHint of the camera.',
    ]);
  });

  it('must be adapters: what is none is named', () => {
    const whole = adapter('a');
    expect(() => compareAdapters(null as never, whole)).toThrow(/An adapter must be an object/);
    expect(() => compareAdapters(whole, { name: 'b' } as never)).toThrow(/capabilities must be an object/);
    expect(() => compareAdapters(whole, { ...whole, capabilities: {} } as never)).toThrow(
      /capabilities\.sources must be an object/,
    );
    expect(() => compareAdapters({ ...whole, limits: 7 } as never, whole)).toThrow(
      /limits must be an object/,
    );
  });
});
