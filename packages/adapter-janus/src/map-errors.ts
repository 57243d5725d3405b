import { RtcError, type RtcErrorCode } from '@jackfield/core/adapter';
import { createErrors, type ErrorFactory } from '@jackfield/core/adapter-kit';
import { JanusRefusal } from './client/janus-refusal.ts';

/** The server's numbers: below 420 and above 450 the core's, between them the plugins'. */
export const codesByNumber: Readonly<Partial<Record<number, RtcErrorCode>>> = {
  403: 'credential-invalid', // unauthorised: wrong, missing or ended, all alike
  405: 'forbidden', // the token does not name the plugin
  425: 'invalid-state', // already in a room, or in none
  426: 'room-not-found',
  428: 'subscribe-failed', // no such feed
  432: 'room-full', // as many publishers as the room takes
  433: 'forbidden', // wrong room token or secret
  435: 'publish-failed', // nothing is published
  436: 'replaced', // somebody with that id is in the room: the newer one is refused
  458: 'signalling', // no such session
  459: 'signalling', // no such handle
  460: 'server-error', // no such plugin
  471: 'ice-failed', // the server gathered no candidate
  490: 'server-error', // the core's own unknown
  499: 'server-error', // the plugin's own unknown
};

/** Sentences for what a person can do something about. */
const sentences: Readonly<Partial<Record<number, string>>> = {
  405: 'The token does not name the plugin. Mint it for the VideoRoom and the TextRoom.',
  426: 'There is no such room: have the app’s server make it before anybody joins.',
  430: 'The server takes no text as an id. Set string_ids = true in its configuration.',
  432: 'As many people publish in this room as it takes.',
  433: 'The room does not accept the token. Mint it for this room.',
  436: 'This user is in the room already. Janus lets the same user in only once: leave there first.',
  460: 'The server lacks a plugin. It needs the VideoRoom and, for messages, the TextRoom.',
  471: 'The server finds no way for media. Look at its network interfaces.',
};

const plain = createErrors({ adapter: 'janus' });

/** Whatever a request ended with, as one error. */
export function mapError(cause: unknown, message: string, fallback: RtcErrorCode): RtcError {
  if (!(cause instanceof JanusRefusal)) return plain.from(cause, message, fallback);
  const said = sentences[cause.code] ?? `${message} (${cause.message})`;
  return plain.make(codesByNumber[cause.code] ?? fallback, said, { cause, vendorCode: cause.code });
}

/** The errors of this adapter. */
export const errors: ErrorFactory = {
  ...plain,
  from: mapError,
  rethrow: (message, otherwise) => (cause) => {
    throw mapError(cause, message, otherwise);
  },
};

/** The text room's numbers, which mean other things in the video room. */
export const codesOfTextRoom: Readonly<Partial<Record<number, RtcErrorCode>>> = {
  417: 'room-not-found',
  419: 'forbidden', // wrong pin
  420: 'replaced', // the name is taken
};

/** What the text room refused, as one error. */
export function mapTextError(cause: unknown, message: string, fallback: RtcErrorCode): RtcError {
  if (!(cause instanceof JanusRefusal)) return mapError(cause, message, fallback);
  const code = codesOfTextRoom[cause.code] ?? fallback;
  const sentence = code === 'replaced' ? sentences[436] : undefined;
  const text = sentence ?? `${message} (${cause.message})`;
  return new RtcError({ code, message: text, adapter: 'janus', vendorCode: cause.code, cause });
}

/** A refused token as what it is: the server says the same of one that has ended and of one that is wrong. */
export function toldApart(error: RtcError, endsAt: number | undefined, now: number): RtcError {
  if (error.code !== 'credential-invalid' || endsAt === undefined || endsAt > now) return error;
  const { vendorCode, cause } = error;
  const message = 'The token has ended. Fetch one for each join.';
  return new RtcError({ code: 'credential-expired', message, adapter: 'janus', vendorCode, cause });
}

/** Whether the server refused with that number. */
export function isRefusal(cause: unknown, ...codes: readonly number[]): boolean {
  return cause instanceof JanusRefusal && codes.includes(cause.code);
}
