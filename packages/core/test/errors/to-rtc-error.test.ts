import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { toRtcError } from '../../src/errors/to-rtc-error.ts';

describe('whatever was thrown', () => {
  it('comes back as it is where it is one already', () => {
    const error = new RtcError({ code: 'kicked', message: 'Out.' });
    expect(toRtcError(error, { message: 'Joining failed.', code: 'network' })).toBe(error);
  });

  it.each([
    ['a text', 'busy', 'Joining failed. (busy)'],
    ['an empty text', '', 'Joining failed.'],
    ['an error', new Error('busy'), 'Joining failed. (busy)'],
    ['something with a message', { message: 'busy' }, 'Joining failed. (busy)'],
    ['something without', { message: 7 }, 'Joining failed.'],
    ['nothing', undefined, 'Joining failed.'],
    ['a function that has a message', Object.assign(() => undefined, { message: 'busy' }), 'Joining failed.'],
    [
      'something that throws when it is read',
      {
        get message(): string {
          throw new Error('no reader');
        },
      },
      'Joining failed.',
    ],
  ])('is said in words: %s', (_what, thrown: unknown, message) => {
    const error = toRtcError(thrown, { message: 'Joining failed.', adapter: 'acme' });
    expect(error).toMatchObject({ code: 'unknown', message, adapter: 'acme' });
    expect(error.cause).toBe(thrown);
  });

  it('keeps the meaning of what a browser says, unless the caller knows better', () => {
    const denied = new DOMException('No.', 'NotAllowedError');
    expect(toRtcError(denied, { message: '' }).code).toBe('permission-denied');
    expect(toRtcError(denied, { message: '', code: 'playback-blocked' }).code).toBe('playback-blocked');
  });
});
