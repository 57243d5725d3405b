import type { Residue } from '@jackfield/contract/browser';

/** What the SDK keeps in a page for good, whatever becomes of its instances (measured). Nothing gives a hold on it. */
export const residue: readonly Residue[] = [
  { kind: 'AudioContext', atMost: 1, reason: 'the SDK makes one for all its instances and never closes it' },
  {
    kind: 'timer',
    which: 20_000,
    atMost: 1,
    reason: 'the SDK writes its log to storage, from its loading on',
  },
  {
    kind: 'timer',
    which: 5_000,
    atMost: 1,
    reason: 'the SDK looks for text logs to send, from the first join on',
  },
  { kind: 'listener', which: 'mediaDevices: devicechange', atMost: 1, reason: 'the SDK lists the devices' },
];
