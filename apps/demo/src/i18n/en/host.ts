/** Texts about the host of a room, and about the keys of a call, in English. */
export const enHost = {
  host: 'Host',
  tools: 'Host tools',
  handOver: (name: string): string => `Make ${name} the host`,
  lock: 'Lock the room',
  lockHint: 'Nobody else comes in. Who is in it may come back.',
  waitingRoom: 'Waiting room',
  waitingRoomHint: 'Whoever comes waits until you let them in.',
  wantsIn: (name: string): string => `${name} wants to come in`,
  more: (count: number): string =>
    count === 1 ? 'One more is waiting.' : `${String(count)} more are waiting.`,
  admit: 'Let in',
  refuse: 'Refuse',
  encrypted: 'End-to-end encrypted',
  partlyEncrypted: 'Not everyone has the key',
  noKey: 'You have not the key of this call: you and the others neither see nor hear each other.',
  noKeyNext:
    'Your microphone and camera are off: what you send would not be encrypted. Open the whole link that you were invited with, with everything behind the #.',
  otherKey: 'You have another key than this call: you and the others neither see nor hear each other.',
  otherKeyNext: 'Open the whole link that you were invited with, with everything behind the #.',
  plainHost: 'You encrypt, and the host of this call does not: you neither see nor hear each other.',
  plainHostNext: 'Ask for the link of this call, or turn encryption off in the lobby.',
  youAreHost: 'You are the host now',
};

/** The texts that every language has to have of these. */
export type HostMessages = typeof enHost;
