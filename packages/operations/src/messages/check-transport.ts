import { RtcError } from '@jackfield/core';
import type { MessageTransport, TransportMessage } from './message-transport.ts';

/** Refuses what is no transport. Throws `invalid-argument`. */
export function checkTransport(transport: MessageTransport): void {
  const given: unknown = transport;
  if (typeof given !== 'object' || given === null) refuse('A transport of messages must be an object.');
  const { maxBytes, directed, reliable, connect } = transport as Partial<
    Record<keyof MessageTransport, unknown>
  >;
  if (typeof maxBytes !== 'number' || !(maxBytes > 0))
    refuse('transport.maxBytes must be a number of bytes above 0.');
  if (typeof directed !== 'boolean') refuse('transport.directed must be a boolean.');
  if (typeof reliable !== 'boolean') refuse('transport.reliable must be a boolean.');
  if (typeof connect !== 'function') refuse('transport.connect must be a function.');
}

/** Refuses what is no channel: a join must not seem to have messages that it has not. Throws `invalid-argument`. */
export function checkChannel(channel: unknown, adapter: string): void {
  const { send, close } = membersOf(channel);
  if (typeof send === 'function' && typeof close === 'function') return;
  throw new RtcError({
    code: 'invalid-argument',
    message: 'transport.connect must resolve with a channel that has send and close.',
    adapter,
  });
}

/** Tells whether something is a message: a transport may give anything. */
export function isMessage(given: unknown): given is TransportMessage {
  const { from, topic, text } = membersOf(given);
  return [from, topic, text].every((each) => typeof each === 'string');
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function refuse(message: string): never {
  throw new RtcError({ code: 'invalid-argument', message });
}
