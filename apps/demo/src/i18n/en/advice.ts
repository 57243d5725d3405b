import type { RtcErrorCode } from '@jackfield/core';
import type { ActionName } from '../../app/failed-action.ts';
import type { Advice, BrowserFamily, DeviceWords } from '../advice.ts';

/** "Microphone and camera". */
function joinNamesEn(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return [first, ...others.map((name) => name.toLowerCase())].join(' and ');
}

/** How to give a permission back, with the names that this browser's own buttons have. */
const permissionStepsEn: Readonly<Record<BrowserFamily, string>> = {
  chrome:
    'Click “View site information”, the icon left of the address, turn on Camera and Microphone, then try again.',
  edge: 'Click “View site information”, the lock left of the address, open “Permissions for this site”, choose Allow, then try again.',
  firefox: 'Click the crossed-out camera or microphone left of the address, clear “Blocked”, then try again.',
  safari:
    'Choose Safari › Settings › Websites › Camera and Microphone, set this site to Allow, then try again.',
  'safari-ios':
    'Tap the page menu (“aA”) in the address bar, choose Website Settings, set Camera and Microphone to Allow, then try again.',
  android:
    'Tap the icon left of the address, choose Permissions, allow Camera and Microphone, then try again.',
  other:
    'Allow them by the icon beside the address of this page, and in the privacy settings of your system, then try again.',
};

/** What to tell about devices that are not to be had. `steps` is how this browser gives a permission back. */
const captureEn: Partial<Record<RtcErrorCode, (devices: DeviceWords, steps: string) => Advice>> = {
  'permission-denied': ({ names, several }, steps) => ({
    title: `${names} ${several ? 'are' : 'is'} not allowed`,
    next: steps,
  }),
  'device-not-found': ({ names }) => ({
    title: `No ${names.toLowerCase().replace(' and ', ' and no ')} found`,
    next: 'Connect one and try again, or join without.',
  }),
  'device-in-use': ({ names, several }) => ({
    title: `${names} ${several ? 'are' : 'is'} in use`,
    next: `Another app or tab holds ${several ? 'them' : 'it'}. Close that one, then try again.`,
  }),
  overconstrained: ({ names, several }) => ({
    title: `${names} ${several ? 'do' : 'does'} not fit`,
    next: 'What was chosen cannot do what was asked. Choose another device.',
  }),
  'insecure-context': ({ names, several }) => ({
    title: `${names} ${several ? 'need' : 'needs'} a secure page`,
    next: 'Browsers open devices on https:// and localhost only. Open this page by one of these.',
  }),
  'not-supported': ({ names }) => ({
    title: `This browser cannot open the ${names.toLowerCase()}`,
    next: 'Use a current version of Chrome, Edge, Firefox or Safari.',
  }),
};

/** What to tell about a join that failed. */
const joiningEn: Partial<Record<RtcErrorCode, Advice>> = {
  timeout: { title: 'Nobody answered in time', next: 'Check your network, then try again.' },
  network: { title: 'The server cannot be reached', next: 'Check your network, then try again.' },
  signalling: { title: 'The server cannot be reached', next: 'Check that it is running, then try again.' },
  'room-full': { title: 'The room is full', next: 'Wait until somebody leaves, or use another room.' },
  'credential-invalid': { title: 'You were not let in', next: 'Reload the page to ask for access anew.' },
  'credential-expired': { title: 'Your access has expired', next: 'Try again to ask for a new one.' },
  forbidden: { title: 'You may not enter this room', next: 'Ask whoever invited you.' },
  'rate-limited': { title: 'Too many attempts', next: 'Wait a minute, then try again.' },
  'not-supported': {
    title: 'This browser cannot make calls',
    next: 'Use a current version of Chrome, Edge, Firefox or Safari.',
  },
  'insecure-context': {
    title: 'Calls need a secure page',
    next: 'Open this page by https:// or on localhost.',
  },
};

/** What to tell about something that was tried in vain. */
const actionsEn: Readonly<Record<ActionName, Advice>> = {
  microphone: {
    title: 'Your microphone was not changed for the others',
    next: 'Look at its button: it shows what they hear. Press it again, or leave and join again.',
  },
  camera: {
    title: 'Your camera was not changed for the others',
    next: 'Look at its button: it shows what they see. Press it again, or leave and join again.',
  },
  speaker: {
    title: 'The sound cannot come from that speaker',
    next: 'It comes from the one that your system chooses. Connect the other one again, or choose another.',
  },
  screen: {
    title: 'Your screen is not shared',
    next: 'Try again. If your system refuses, allow this browser to record the screen in its privacy settings.',
  },
  hand: { title: 'Your hand was not seen', next: 'The message did not go out. Try again.' },
  'hand-to-newcomer': {
    title: 'Somebody who just came does not see your hand',
    next: 'Lower it and raise it again, and everybody sees it.',
  },
  reaction: { title: 'Your reaction was not sent', next: 'Try again.' },
  'mute-somebody': {
    title: 'They were not muted',
    next: 'Ask them to mute themselves, or try again.',
  },
  'remove-somebody': { title: 'They are still in the call', next: 'Try again.' },
  'picture-in-picture': {
    title: 'The picture cannot float now',
    next: 'Wait until it moves, then try again.',
  },
  'full-screen': {
    title: 'The call cannot fill the screen',
    next: 'The browser refused. Try the full screen of the browser itself.',
  },
  host: {
    title: 'That was not done',
    next: 'Perhaps they have just left, or somebody else is host now. Look, then try again.',
  },
  rename: { title: 'The others still see your old name', next: 'Try again.' },
};

/** What to tell when something fails, in English. It comes once there is time for it, or something has failed. */
export const adviceEn = {
  joinNames: joinNamesEn,
  permissionSteps: permissionStepsEn,
  capture: captureEn,
  captureOther: (names: string) => ({
    title: `${names} did not start`,
    next: 'Unplug it and plug it in again, or restart the browser, then try again.',
  }),
  actions: actionsEn,
  joining: joiningEn,
  joiningOther: 'Joining failed',
  joiningUnsupported: 'This provider is not to be had here',
  joiningUnsupportedNext: 'Choose another provider below, or start a server of this app that has it.',
  notSetUp: (names: string): string =>
    `Set ${names} where the server is started (its .env.example says what they are), and start it again. Or choose another provider below.`,
};

/** The shape that every language has. */
export type AdviceTexts = typeof adviceEn;
