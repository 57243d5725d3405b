import type { Cannot } from '@jackfield/contract';

const byReason: readonly (readonly [reason: string, ...actions: readonly Cannot['action'][]])[] = [
  ['recording needs a second service of the vendor, which records rooms', 'record'],
  [
    'the server hands out fresh tokens by itself, and none that ends ends a call',
    'credential-expiring',
    'credential-expired',
  ],
  [
    'one server serves all clauses at a time; test-media/restart.test.ts takes one down in a call',
    'shutdown',
  ],
  ['the server does not tell a client that its publication is no longer received', 'lose-publication'],
  ['the server tells nobody that the transport of somebody else is down', 'far-interrupt'],
  [
    'people are reported as gone in the very turn in which the SDK says that it begins anew',
    'report-leaves-while-cut',
  ],
  ['an exchange stays with the sender: receivers keep the track that they have', 'far-replace-track'],
  ['the SDK waits for no answer to a leave', 'hold-leave'],
  [
    'a track is exchanged within the page, without a word to the server',
    'hold-replace-track',
    'refuse-replace-track',
  ],
  ['messages go by a data channel, which knows no refusal and no answer', 'hold-message', 'refuse-message'],
  ['the server answers a mute with nothing', 'hold-mute', 'refuse-mute'],
  ['what may not be published the SDK does not ask for; no answer refuses the rest', 'refuse-publish'],
  ['the server answers a subscription with a track or with silence', 'refuse-subscribe'],
];

/** What nobody can bring about with this vendor, and why. */
export const cannot: readonly Cannot[] = byReason.flatMap(([reason, ...actions]) =>
  actions.map((action) => ({ action, reason })),
);
