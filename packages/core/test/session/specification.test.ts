import { describe, expect, it } from 'vitest';
import type { RtcAdapter } from '../../src/adapter/rtc-adapter.ts';
import { createSession } from '../../src/session/create-session.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createStubVendor } from './stub-vendor.ts';

const made = (specificationVersion: unknown) => () =>
  createSession({ ...createStubVendor().adapter, specificationVersion } as RtcAdapter, {
    environment: createFakeEnvironment().environment,
  });

describe('the version of the adapter interface', () => {
  it.each([
    [2, 'version 2', 'Install a newer @jackfield/core'],
    [undefined, 'version undefined', 'Install a newer version of the adapter stub'],
    ['2', 'version 2', 'Install a newer version of the adapter stub'],
    [0, 'version 0', 'Install a newer version of the adapter stub'],
  ])('%s is refused when a session is made', (version, names, advice) => {
    expect(made(version)).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringMatching(new RegExp(`${names}.*version 1.*${advice}`, 'u')) as string,
      }),
    );
  });

  it('1 is taken', () => {
    expect(made(1)).not.toThrow();
  });

  it('is asked of an adapter, with options that are some', () => {
    const { adapter } = createStubVendor();
    expect(() => createSession(null as never)).toThrow(/The adapter must be an object; it is null/);
    expect(() => createSession(adapter, 7 as never)).toThrow(/The options must be an object; it is 7/);
  });
});
