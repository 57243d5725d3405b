import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Surroundings
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {(path: string) => boolean} exists
 * @property {string | undefined} playwrightPath where Playwright keeps its own Chromium
 */

/** @returns {Surroundings} */
export function thisMachine() {
  return { platform: process.platform, env: process.env, exists: existsSync, playwrightPath: undefined };
}

/**
 * Every place where a browser may be, best first: the one that the user names, the system's, Playwright's.
 * @param {Surroundings} surroundings
 * @returns {{ path: string, from: string }[]}
 */
export function browserCandidates({ platform, env, playwrightPath }) {
  const named = env['JACKFIELD_BROWSER']
    ? [{ path: env['JACKFIELD_BROWSER'], from: 'JACKFIELD_BROWSER' }]
    : [];
  const system = systemPaths({ platform, env }).map((path) => ({ path, from: 'the system' }));
  const own = playwrightPath ? [{ path: playwrightPath, from: 'Playwright' }] : [];
  return [...named, ...system, ...own];
}

/**
 * The first browser that is there.
 * @param {Surroundings} surroundings
 */
export function installedBrowser(surroundings) {
  return browserCandidates(surroundings).find(({ path }) => surroundings.exists(path));
}

/** @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} machine */
function systemPaths({ platform, env }) {
  if (platform === 'darwin') {
    const applications = ['/Applications', ...(env['HOME'] ? [join(env['HOME'], 'Applications')] : [])];
    return applications.flatMap((folder) => [
      `${folder}/Chromium.app/Contents/MacOS/Chromium`,
      `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
    ]);
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (folder) => folder,
    );
    return folders.flatMap((folder) => [
      `${folder}\\Chromium\\Application\\chrome.exe`,
      `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
    ]);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const folders = [
    ...new Set([...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']),
  ];
  return names.flatMap((name) => folders.filter((folder) => folder).map((folder) => join(folder, name)));
}
