import { RtcError } from '@jackfield/core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { captureAdvice } from '../src/advice-for.ts';
import { catalogue } from '../src/i18n/language.svelte.ts';
import { troublesOf } from '../src/devices/troubles-of.ts';

const denied = (): RtcError => new RtcError({ code: 'permission-denied', message: 'no' });

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('before there are words for failures', () => {
  it('names the code, in the language of the page: the sentence of an error is for developers', async () => {
    // Other tests may have loaded the words.
    vi.resetModules();
    const fresh = await import('../src/advice-for.ts');
    const languages = await import('../src/i18n/language.svelte.ts');
    await languages.catalogue.use('zh-Hans');
    const failed = '操作未成功（permission-denied），请重试。';
    expect(fresh.captureAdvice(denied(), ['Camera'], chrome)).toEqual({ title: 'Camera', next: failed });
    expect(fresh.joinAdvice(denied())).toEqual({ title: failed, next: '' });
  });
});

describe('device advice', () => {
  beforeAll(async () => {
    await catalogue.use('en');
    await catalogue.loadAdvice();
  });

  it.each([
    [chrome, 'View site information'],
    [`${chrome} Edg/140.0.0.0`, 'Permissions for this site'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'clear “Blocked”'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      'Safari › Settings',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1',
      'Website Settings',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
      'choose Permissions',
    ],
    ['something else', 'beside the address'],
  ])('names the buttons of %s', (userAgent, words) => {
    expect(captureAdvice(denied(), ['Camera'], userAgent).next).toContain(words);
  });

  it.each([
    ['permission-denied', ['Microphone', 'Camera'], 'Microphone and camera are not allowed'],
    ['permission-denied', ['Camera'], 'Camera is not allowed'],
    ['device-not-found', ['Microphone', 'Camera'], 'No microphone and no camera found'],
    ['device-in-use', ['Camera'], 'Camera is in use'],
    ['unknown', ['Camera'], 'Camera did not start'],
  ] as const)('says for %s of %s what happened', (code, devices, title) => {
    expect(captureAdvice({ code }, devices, chrome).title).toBe(title);
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
