import { describe, expect, it } from 'vitest';
import type { RtcAdapter } from '../../src/adapter/rtc-adapter.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { initialLocal } from '../../src/state/initial-local.ts';
import type { MachineState } from '../../src/state/machine-state.ts';
import { checkSwitch } from '../../src/switching/check-switch.ts';
import type { SwitchOptions } from '../../src/switching/switch-options.ts';
import { createStubVendor } from '../session/stub-vendor.ts';
import { told } from '../state/people.ts';

const adapter = (name: string, able: Partial<RtcCapabilities> = {}): RtcAdapter => ({
  ...createStubVendor(able).adapter,
  name,
});
const other = adapter('other');

/** A call in which these are sent. */
function sending(...sources: readonly ('camera' | 'screen' | 'microphone')[]): MachineState {
  const local = initialLocal();
  const enabled = sources.map((source) => [source, { ...local[source], enabled: true }] as const);
  return { ...told().state, local: { ...local, ...Object.fromEntries(enabled) } };
}
const check = (
  given: unknown = {},
  {
    to = other,
    from = adapter('stub'),
    state = told().state,
  }: { readonly to?: unknown; readonly from?: RtcAdapter; readonly state?: MachineState } = {},
) => checkSwitch(state, { from, to: to as RtcAdapter }, given as SwitchOptions);

describe('what makes no sense', () => {
  it.each([
    ['no adapter', [{}, { to: null }], 'The next adapter must be an adapter; it is of type object.'],
    ['a name for one', [{}, { to: 'aliyun' }], 'The next adapter must be an adapter; it is of type string.'],
    ['options that are none', [7], 'The options of a switch must be an object.'],
    ['a time that is none', [{ deadlineMs: '5' }], 'deadlineMs must be a number of milliseconds; it is 5.'],
    ['a time before now', [{ deadlineMs: -1 }], 'deadlineMs must be a number of milliseconds; it is -1.'],
    ['another end', [{ until: 'soon' }], 'until must be everyone, deadline or never; it is soon.'],
    ['names that are none', [{ join: 'me' }], 'join must be an object with the names for the next adapter.'],
    ['losses that are no list', [{ allow: 'camera' }], 'allow must be a list of names of losses.'],
    ['a judge that is none', [{ samePerson: {} }], 'samePerson must be a function of two user ids.'],
    ['a signal that is none', [{ signal: {} }], 'signal must be an AbortSignal.'],
  ] as const)('is refused in words: %s', (_what, given, message) => {
    expect(() => check(...given)).toThrow(expect.objectContaining({ code: 'invalid-argument', message }));
  });

  it('is refused where there is no call', () => {
    const state = { ...told().state, session: { status: 'joining' } } as const;
    expect(() => check({}, { state })).toThrow(
      expect.objectContaining({
        code: 'invalid-state',
        message: 'Cannot switch while joining: join first.',
        adapter: 'other',
      }),
    );
    const reconnecting = { ...told().state, session: { status: 'reconnecting' } } as const;
    expect(check({}, { state: reconnecting }).names).toMatchObject({ room: 'r', userId: 'me' });
  });
});

describe('what a switch would lose', () => {
  const refusal = (given: unknown, more: Parameters<typeof check>[1]): unknown => {
    try {
      check(given, more);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it.each([
    ['encryption', { endToEndEncryption: true }, 'end-to-end-encryption'],
    ['consent to recording', { recordingConsent: true }, 'recording-consent'],
    ['a region', { region: 'eu' }, 'region'],
  ] as const)('is not lost by accident: %s', (_what, able, name) => {
    const from = adapter('careful', able);
    expect(refusal({}, { from })).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(
        new RegExp(`The switch would lose ${name} \\(.+\\)\\. Name it in allow`),
      ) as string,
    });
    expect(refusal({ allow: [name] }, { from })).toBeUndefined();
  });

  it('is what is sent now, and nothing that is not', () => {
    const to = adapter('narrow', { sources: ['microphone'] });
    expect(refusal({}, { to, state: sending('microphone') })).toBeUndefined();
    expect(refusal({}, { to, state: sending('camera') })).toMatchObject({
      message: expect.stringContaining('camera (') as string,
    });
    expect(refusal({ allow: ['camera'] }, { to, state: sending('camera') })).toBeUndefined();
  });

  it('is camera and screen together, where both are sent', () => {
    const to = adapter('narrow', { cameraWithScreen: false });
    expect(refusal({}, { to, state: sending('camera') })).toBeUndefined();
    expect(refusal({}, { to, state: sending('screen') })).toBeUndefined();
    expect(refusal({}, { to, state: sending('camera', 'screen') })).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(
        'camera-with-screen (narrow sends either the camera or the screen.)',
      ) as string,
    });
    expect(refusal({}, { state: sending('camera', 'screen') })).toBeUndefined();
  });

  it('is who is heard, where a vendor that mixes everybody would go on', () => {
    const from = adapter('mixer', { remoteAudio: 'one-mix' });
    expect(refusal({ until: 'never' }, { from })).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('mixer gives one sound of everybody') as string,
    });
    expect(refusal({ until: 'everyone' }, { from })).toBeUndefined();
  });
});

describe('the names for the next vendor', () => {
  it('are those of now, others where given, and a role only where it is known there', () => {
    const state = told().state;
    const self = { ...state.self, room: 'r', userId: 'me', role: 'host' } as MachineState['self'];
    const named = (to: RtcAdapter, join = {}) => check({ join }, { to, state: { ...state, self } }).names;
    expect(named(other)).toEqual({ room: 'r', userId: 'me', displayName: '', role: undefined });
    expect(named(adapter('roles', { roles: ['host'] })).role).toBe('host');
    expect(named(adapter('roles', { roles: ['anchor'] }), { room: 's', role: 'anchor' })).toMatchObject({
      room: 's',
      role: 'anchor',
    });
  });
});
