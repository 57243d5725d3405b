import { delimiter } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserCandidates, installedBrowser } from '../lib/browser/browser-search.mjs';

const linux = {
  platform: /** @type {const} */ ('linux'),
  env: { PATH: ['/opt/bin', '/usr/bin'].join(delimiter) },
  playwrightPath: '/cache/chromium',
};
const having =
  (/** @type {string[]} */ ...paths) =>
  (/** @type {string} */ path) =>
    paths.includes(path);

describe('browser search', () => {
  it('prefers the named browser, then the system, then the one of Playwright', () => {
    const env = { ...linux.env, JACKFIELD_BROWSER: '/my/browser' };
    const everywhere = having('/my/browser', '/usr/bin/chromium', '/cache/chromium');
    expect(installedBrowser({ ...linux, env, exists: everywhere })?.path).toBe('/my/browser');
    expect(installedBrowser({ ...linux, exists: everywhere })?.path).toBe('/usr/bin/chromium');
    expect(installedBrowser({ ...linux, exists: having('/cache/chromium') })).toEqual({
      path: '/cache/chromium',
      from: 'Playwright',
    });
    expect(installedBrowser({ ...linux, exists: having() })).toBeUndefined();
  });

  it('prefers Chromium over Chrome and follows PATH', () => {
    const exists = having('/usr/bin/google-chrome', '/opt/bin/chromium', '/usr/bin/chromium');
    expect(installedBrowser({ ...linux, exists })?.path).toBe('/opt/bin/chromium');
    expect(installedBrowser({ ...linux, exists: having('/usr/bin/google-chrome') })?.from).toBe('the system');
  });

  it('knows where macOS and Windows keep browsers', () => {
    const paths = (/** @type {NodeJS.Platform} */ platform, /** @type {NodeJS.ProcessEnv} */ env) =>
      browserCandidates({ platform, env, exists: () => true, playwrightPath: undefined }).map(
        ({ path }) => path,
      );
    expect(paths('darwin', {})).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(paths('win32', { PROGRAMFILES: 'C:\\Program Files' })).toContain(
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    );
  });
});
