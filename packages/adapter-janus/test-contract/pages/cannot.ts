import type { Cannot } from '@jackfield/contract';

const byReason: readonly (readonly [reason: string, ...actions: readonly Cannot['action'][]])[] = [
  ['the VideoRoom tells nobody but its log of a recording', 'record'],
  ['the server knows no permissions: whoever is in may publish', 'revoke'],
  ['the server has no request that ends somebody’s publication', 'server-unpublish'],
  [
    'the server says nothing before a token ends, and its clock is not in anybody’s hand; core counts from the token itself',
    'credential-expiring',
    'credential-expired',
  ],
  ['one server serves all clauses at a time', 'shutdown'],
  ['the server does not tell a client that its publication is no longer received', 'lose-publication'],
  ['the server tells nobody that the transport of somebody else is down', 'far-interrupt'],
  ['of a session without a socket the server drops what it would have told', 'report-leaves-while-cut'],
  ['an exchange stays with the sender: receivers keep the track that they have', 'far-replace-track'],
  ['the VideoRoom knows people only', 'far-kind'],
  [
    'a track is exchanged within the page, without a word to the server',
    'hold-replace-track',
    'refuse-replace-track',
  ],
  [
    'messages go by a data channel from browser to server, which no proxy can read',
    'hold-message',
    'refuse-message',
  ],
  [
    'the server offers what is there and leaves out what is not: it refuses nobody a codec',
    'refuse-subscribe',
  ],
];

/** What nobody can bring about with this vendor, and why. */
export const cannot: readonly Cannot[] = byReason.flatMap(([reason, ...actions]) =>
  actions.map((action) => ({ action, reason })),
);
