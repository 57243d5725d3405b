import { describe, expect, it } from 'vitest';
import type { SessionAction } from '../../src/face/session-action.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import type { ParticipantPermissions } from '../../src/model/participant.ts';
import { can } from '../../src/session/can.ts';
import { createFakeEnvironment } from '../../src/testing.ts';
import { createStubVendor } from './stub-vendor.ts';

const all: Partial<RtcCapabilities> = {
  messages: { maxBytes: 1_000, directed: true, reliable: true },
  roles: ['host'],
  moderation: ['mute', 'kick'],
};
const everything: ParticipantPermissions = {
  publish: ['microphone', 'camera', 'screen', 'screen-audio'],
  subscribe: true,
  sendMessages: true,
  moderate: true,
};
const { environment } = createFakeEnvironment();

interface World {
  readonly able?: Partial<RtcCapabilities>;
  readonly granted?: ParticipantPermissions | undefined;
  readonly browser?: Parameters<typeof can>[3];
}
const may = (action: string, { able = {}, granted, browser = environment }: World = {}): boolean =>
  can(action as SessionAction, createStubVendor({ ...all, ...able }).adapter.capabilities, granted, browser);

describe('what can be done', () => {
  it.each([
    [
      'publish-microphone',
      { able: { sources: ['camera'] } },
      { granted: { ...everything, publish: ['camera'] } },
    ],
    ['publish-camera', { able: { sources: ['microphone'] } }, { granted: { ...everything, publish: [] } }],
    [
      'publish-screen',
      { able: { sources: ['camera'] } },
      { granted: { ...everything, publish: ['camera'] } },
    ],
    ['publish-screen-audio', { able: { screenAudio: 'none' } }, { granted: { ...everything, publish: [] } }],
    ['publish-camera-with-screen', { able: { cameraWithScreen: false } }, { able: { sources: ['screen'] } }],
    ['send-message', { able: { messages: false } }, { granted: { ...everything, sendMessages: false } }],
    ['set-role', { able: { roles: [] } }, undefined],
    ['set-display-name', { able: { displayNames: 'at-join' } }, undefined],
    ['choose-speaker', { browser: { ...environment, canChooseSpeaker: false } }, undefined],
    ['moderate-mute', { able: { moderation: ['kick'] } }, { granted: { ...everything, moderate: false } }],
  ] as readonly (readonly [string, World, World | undefined])[])(
    '%s: where the vendor can and it is granted, and not otherwise',
    (action, unable, refused) => {
      expect(may(action)).toBe(true);
      expect(may(action, { granted: everything })).toBe(true);
      expect(may(action, unable)).toBe(false);
      if (refused) expect(may(action, refused)).toBe(false);
    },
  );

  it('is nothing with devices where the page has none', () => {
    const browser = { ...environment, mediaDevices: undefined };
    for (const source of ['microphone', 'camera', 'screen', 'screen-audio'])
      expect(may(`publish-${source}`, { browser })).toBe(false);
    expect(may('send-message', { browser })).toBe(true);
  });

  it.each(['moderate-close-room', 'moderate-', 'toString', '', 7, null])(
    'is not what nobody knows: %s',
    (action) => {
      expect(may(action as string)).toBe(false);
    },
  );
});
