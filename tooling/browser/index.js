export const BROWSER_VARIABLE = 'JACKFIELD_BROWSER';

// No `--disable-features` here: Chromium honours only the last one, and Playwright passes its own.
const baseFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // Peer connections between two tabs of one machine; also needs a granted camera or microphone permission.
  '--allow-loopback-in-peer-connection',
];

/** @param {import('./index.js').MediaLaunchChoices} [choices] */
export function mediaFlags({ prompts = 'grant', devices = 'fake', displaySurface, args = [] } = {}) {
  const flags = [...baseFlags];
  if (devices === 'fake') {
    const surface = displaySurface === undefined ? '' : `=display-media-type=${displaySurface}`;
    flags.push(`--use-fake-device-for-media-stream${surface}`);
  }
  if (prompts === 'grant') flags.push('--use-fake-ui-for-media-stream');
  return [...flags, ...args];
}

/**
 * @param {import('./index.js').MediaLaunchChoices} [choices]
 * @returns {import('./index.js').MediaLaunchOptions}
 */
export function mediaLaunchOptions(choices = {}) {
  const executablePath = process.env[BROWSER_VARIABLE];
  return {
    headless: true,
    ...(executablePath ? { executablePath } : { channel: /** @type {const} */ ('chromium') }),
    args: mediaFlags(choices),
    ...(choices.audible ? { ignoreDefaultArgs: ['--mute-audio'] } : {}),
  };
}
