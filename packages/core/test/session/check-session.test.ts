import { describe, expect, it } from 'vitest';
import { createSession } from '../../src/session/create-session.ts';
import { createViewer } from '../../src/session/create-viewer.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createSessionRig } from './rig.ts';
import { createStubVendor } from './stub-vendor.ts';

const made =
  (option: object): (() => unknown) =>
  () =>
    createSession(createStubVendor().adapter, { ...createFakeEnvironment(), ...option });

describe('the options of a session', () => {
  it.each([
    { deviceLoss: 'mute' },
    { deviceLoss: 'next-device' },
    { deviceLoss: 'unpublish' },
    { subscriptions: 'auto' },
    { subscriptions: 'manual' },
    { timeouts: { join: 1_000 } },
    { environment: undefined },
  ])('may be %j', (option) => {
    expect(made(option)).not.toThrow();
  });

  it.each([
    [{ deviceLoss: 'shout' }, 'deviceLoss must be one of mute, next-device, unpublish; it is shout.'],
    [{ subscriptions: 'some' }, 'subscriptions must be one of auto, manual; it is some.'],
    [{ timeouts: 7 }, 'timeouts must be an object; it is 7.'],
    [{ environment: null }, 'environment must be an object; it is null.'],
  ])('may not be %j', (option, message) => {
    expect(made(option)).toThrow(expect.objectContaining({ code: 'invalid-argument', message }));
  });

  it('are those of a viewer too', () => {
    const { adapter } = createStubVendor();
    const { environment } = createFakeEnvironment();
    const subscriptions = 'some' as 'auto';
    expect(() => createViewer(adapter, { environment, subscriptions })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});

describe('a source that its vendor cannot publish', () => {
  it('is refused before its device is opened', async () => {
    const { session, devices } = createSessionRig({ sources: ['microphone'] });
    await session.microphone.enable();
    const before = devices.open.length;
    await expect(session.camera.enable()).rejects.toMatchObject({
      code: 'unsupported',
      adapter: 'stub',
      message: 'This vendor cannot publish a camera.',
    });
    expect(devices.open).toHaveLength(before);
  });
});
