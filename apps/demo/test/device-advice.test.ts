import { RtcError } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { captureAdvice } from '../src/messages.ts';
import { troublesOf } from '../src/ui/troubles-of.ts';

const denied = (): RtcError => new RtcError({ code: 'permission-denied', message: 'no' });

describe('device advice', () => {
  it.each([
    ['permission-denied', ['Microphone', 'Camera'], 'Microphone and camera are not allowed'],
    ['permission-denied', ['Camera'], 'Camera is not allowed'],
    ['device-not-found', ['Microphone', 'Camera'], 'No microphone and no camera found'],
    ['device-in-use', ['Camera'], 'Camera is in use'],
    ['unknown', ['Camera'], 'Camera did not start'],
  ] as const)('says for %s of %s what happened', (code, devices, title) => {
    expect(captureAdvice(code, devices).title).toBe(title);
  });

  it('makes one trouble of one reason', () => {
    const devices = [{ failure: denied() }, { failure: denied() }, { failure: undefined }];
    expect(troublesOf(devices, [])).toMatchObject([
      { code: 'permission-denied', devices: devices.slice(0, 2) },
    ]);
  });

  it('forgets what was dismissed, and shows a new failure of the same reason', () => {
    const first = denied();
    expect(troublesOf([{ failure: first }], [first])).toEqual([]);
    expect(troublesOf([{ failure: denied() }], [first])).toHaveLength(1);
  });
});
