import type { EndReason, RtcErrorCode } from '@jackfield/core';

/** What a person is told: what happened, and what to do next. */
export interface Advice {
  readonly title: string;
  readonly next: string;
}

/** Every text of the app, in English. */
export const messages = {
  appName: 'Jackfield',
  starting: 'Starting…',
  close: 'Close',
  lobby: {
    title: 'Ready to join?',
    preview: 'Camera preview',
    cameraOff: 'Your camera is off',
    cameraOpening: 'Waiting for your camera. Allow it if the browser asks.',
    you: 'You',
  },
  devices: {
    microphone: 'Microphone',
    camera: 'Camera',
    screen: 'Share screen',
    on: 'On',
    off: 'Off',
    retry: 'Try again',
    dismiss: 'Dismiss',
    help: 'Device help',
  },
  join: {
    form: 'Join a call',
    name: 'Your name',
    namePlaceholder: 'What others will see',
    nameMissing: 'Enter your name to join.',
    nameTooLong: (length: number): string => `Shorten your name to ${length} characters.`,
    room: 'Room',
    roomMissing: 'Enter a room to join.',
    roomInvalid:
      'A room takes letters without accents, digits, "-" and "_", at most 64 of them, and no spaces.',
    useSuggestion: (room: string): string => `Use ${room}`,
    join: 'Join',
    joining: 'Joining…',
    cancel: 'Cancel',
  },
  link: {
    label: 'Link to this room',
    copy: 'Copy link',
    copied: 'Link copied',
    copyByHand: 'The browser does not allow copying: the link is selected, copy it with the keyboard.',
  },
  call: {
    people: 'People in the call',
    count: (count: number): string => (count === 1 ? '1 person' : `${count} people`),
    you: (name: string): string => `${name} (you)`,
    nameless: 'Guest',
    screenOf: (name: string): string => `Screen of ${name}`,
    sharing: 'You are sharing your screen.',
    stopSharing: 'Stop sharing',
    alone: 'Nobody else is here yet',
    aloneNext: 'Send this link to the people you want to talk to.',
    controls: 'Call controls',
    leave: 'Leave',
    leaving: 'Leaving…',
    micMuted: 'Microphone muted',
    pictureComing: 'Picture is on its way…',
    pictureStalled: 'The picture has stopped. It comes back by itself when the connection allows.',
    pictureFailed: 'This picture cannot be received at the moment.',
    interrupted: 'Connection lost, waiting for them…',
    reconnecting: 'The connection was lost. Reconnecting…',
    soundBlocked: 'The browser holds the sound back until you allow it.',
    hear: 'Tap to hear',
    stillBlocked:
      'The browser still refuses to play sound. Allow sound for this site in its settings, then try again.',
    joined: (name: string): string => `${name} joined`,
    left: (name: string): string => `${name} left`,
  },
  ended: {
    again: 'Join again',
    lobby: 'Back to the lobby',
  },
} as const;

/** Why a call ended, and what to do next. */
export const endAdvice: Readonly<Record<EndReason, Advice>> = {
  left: { title: 'You left the call', next: 'Join again at any time, with the same link.' },
  kicked: {
    title: 'You were removed from the call',
    next: 'Somebody with the right to do so removed you. Ask them before you join again.',
  },
  replaced: {
    title: 'You joined somewhere else',
    next: 'The call goes on in the other tab or device. Join here to bring it back.',
  },
  'room-closed': {
    title: 'The room was closed',
    next: 'Whoever runs the room ended the call for everybody.',
  },
  'credential-expired': { title: 'Your access has expired', next: 'Join again to ask for a new one.' },
  'connection-lost': { title: 'The connection was lost', next: 'Check your network, then join again.' },
  'server-shutdown': {
    title: 'The server was stopped',
    next: 'It may be restarting: wait a moment, then join again.',
  },
  'page-closed': { title: 'The page was closed', next: 'Join again to go on.' },
  error: {
    title: 'The call ended because of a problem',
    next: 'Join again. If it keeps happening, tell whoever runs this app.',
  },
  disposed: { title: 'The call is over', next: 'Reload the page to begin anew.' },
};

/** The devices of a sentence: "Camera", or "Microphone and camera". */
interface DeviceWords {
  readonly names: string;
  readonly several: boolean;
}

const capture: Partial<Record<RtcErrorCode, (devices: DeviceWords) => Advice>> = {
  'permission-denied': ({ names, several }) => ({
    title: `${names} ${several ? 'are' : 'is'} not allowed`,
    next: `Allow ${several ? 'them' : 'it'} by the icon beside the address of this page (and in the privacy settings of your system), then try again.`,
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

/** What to tell about devices that are not to be had, all for the same reason. */
export function captureAdvice(code: RtcErrorCode, devices: readonly string[]): Advice {
  const [first = '', ...others] = devices;
  const names = [first, ...others.map((name) => name.toLowerCase())].join(' and ');
  return (
    capture[code]?.({ names, several: others.length > 0 }) ?? {
      title: `${names} did not start`,
      next: 'Unplug it and plug it in again, or restart the browser, then try again.',
    }
  );
}

const joining: Partial<Record<RtcErrorCode, Advice>> = {
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

/** What to tell about a join that failed; the error's own sentence where there is nothing better. */
export function joinAdvice(error: { readonly code: RtcErrorCode; readonly message: string }): Advice {
  if (error.code === 'unsupported')
    return { title: 'This provider is not to be had here', next: error.message };
  return joining[error.code] ?? { title: 'Joining failed', next: error.message };
}
