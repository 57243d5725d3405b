import type { RtcErrorCode } from '@jackfield/core';

const most = (count: number | undefined): string =>
  count === undefined ? 'no fixed limit' : `at most ${String(count)}`;

const failures: Partial<Record<RtcErrorCode, string>> = {
  timeout:
    'Not everybody came there in time. Agree with the others and change together, or leave behind who does not come.',
  forbidden:
    'The room there is locked or has another key, or its host did not let you in. Ask them, or choose another provider.',
  network: 'The server does not answer. Check your network, then try again.',
  signalling: 'The provider does not answer. Wait a moment, then try again.',
  'room-full': 'The room there is full. Wait until somebody leaves, or choose another provider.',
  'credential-invalid': 'You were not let in there. Reload the page, then try again.',
  'publish-failed': 'What you send did not get there. Try again, or choose another provider.',
  unsupported:
    'Something that you use now is not to be had there. Turn it off first, or choose another provider.',
};

/** The texts of a change of the provider in a call, in English. */
export const enSwitching = {
  title: 'Change provider',
  what: 'The call goes on: nobody leaves, and your microphone and camera stay as they are. For a few seconds everything is sent and received twice.',
  next: 'Go on with',
  choose: 'Choose a provider',
  looking: 'Looking at what changes…',
  lost: 'You lose',
  gained: 'You gain',
  otherwise: 'What is different',
  nothingLost: 'You lose nothing.',
  accept: 'I accept what I lose',
  acceptHint: 'Something in the list is in use now, or protects you.',
  leaveBehind: 'Go on without those who do not come',
  leaveBehindHint:
    'Everybody has to change. Otherwise you wait for up to a minute, and stay here if somebody is missing then.',
  start: 'Change',
  running: (name: string): string => `Changing to ${name}…`,
  connecting: 'Connecting. The call goes on meanwhile.',
  askingHost: 'The host there is asked to let you in. The call goes on meanwhile.',
  progress: (ready: number, wanted: number): string =>
    `${String(ready)} of ${String(wanted)} pictures and sounds come from there. The others have to change as well.`,
  cancel: 'Stay here',
  done: (name: string): string => `You are with ${name} now`,
  pictureGap: (ms: number): string => `Longest time without a new picture: ${String(ms)} ms.`,
  soundGap: (ms: number): string => `Longest silence: ${String(ms)} ms.`,
  noGaps: 'There was nothing to be interrupted.',
  failed: (name: string): string => `The call stays here: ${name} did not work`,
  failure: 'Try again, or choose another provider.',
  failures,
  differences: {
    microphone: 'Sending your voice',
    camera: 'Sending your picture',
    screen: 'Sharing your screen',
    'screen-audio': 'The sound of a shared screen',
    'camera-with-screen': 'Camera and screen at the same time',
    'end-to-end-encryption': 'Encryption between the people of the call',
    region: 'The promise where the data stays',
    'recording-consent': 'The promise that nobody records unasked',
    messages: 'Chat, hands and reactions',
    'directed-messages': 'Messages to some people only',
    'reliable-messages': 'Messages that arrive for certain',
    mute: 'Muting others as a moderator of the provider',
    unpublish: 'Stopping what others send as a moderator of the provider',
    kick: 'Removing others as a moderator of the provider',
    'close-room': 'Closing the room as a moderator of the provider',
    'display-names': 'Names that everybody sees',
    simulcast: 'Pictures in the size that fits each screen',
    stats: 'Statistics',
    'renew-credential': 'Access that is renewed while the call goes on',
    reconnect: 'Coming back by itself after a lost connection',
    'remote-audio': 'Sound comes in another way: the loudness of single people may not be yours to choose.',
    'screen-audio-mixed': 'The sound of a shared screen is mixed into the voice, and is as loud as that.',
    participants: (count: number | undefined): string => `People in the room: ${most(count)}`,
    subscriptions: (count: number | undefined): string => `Pictures and sounds at a time: ${most(count)}`,
    'message-size': (bytes: number | undefined): string => `Length of a message in bytes: ${most(bytes)}`,
  },
};

/** The shape that every language has. */
export type SwitchingMessages = typeof enSwitching;
