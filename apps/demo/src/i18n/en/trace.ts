/** The texts about traces, in English. */
export const enTrace = {
  title: 'Trace',
  what: 'What the provider was told and what it said: no sound, no picture, no name, no password and no word of the chat.',
  none: 'Nothing has been written down yet.',
  save: (name: string): string => `Save the trace of ${name}`,
  load: 'Load a trace',
  unreadable: 'This file is no trace, or one of another version. Choose a file that was saved here.',
  loaded: (file: string, name: string, lines: number, seconds: number): string =>
    `${file}: ${name}, ${String(lines)} lines over ${String(seconds)} s`,
  lines: 'Lines of the loaded trace',
  compare: (name: string): string => `Compare with ${name} now`,
  same: 'No difference that a rule of calls knows. Times and names do not count.',
  different: (about: string): string => `They part here first: ${about}.`,
  inLoaded: 'In the loaded trace',
  inCall: (name: string): string => `In this call, over ${name}`,
  line: (line: number, text: string): string => `Line ${String(line)}, ${text}`,
  nothingMore: 'nothing of the kind any more',
  /** By the name of a rule. */
  laws: {
    'nobody-missed': 'who is in the room',
    'departure-bounded': 'when somebody has left',
    'interrupted-not-gone': 'whose connection stood still',
    'announced-once': 'what somebody sends, and whether it is muted',
    'subscribe-settles': 'what is received of somebody',
    repair: 'what was lost on the way and repaired',
    'reconnect-bounded': 'when the own connection stood still',
    messages: 'messages',
    'server-mute': 'what the server turned off',
    roles: 'what one may do',
    'ends-once': 'how the call ended',
    'join-fails-clean': 'how the call was joined',
    'leave-bounded': 'how the call was left',
    silence: 'muting, and changing devices',
    'publish-confirmed': 'what one sends',
    moderation: 'what a host did',
    credentials: 'access that was renewed',
  },
};

/** The shape that every language has. */
export type TraceMessages = typeof enTrace;
