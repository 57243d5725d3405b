import { RtcError } from '@jackfield/core';
import type { MessageTransport } from './message-transport.ts';

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

function refuse(message: string): never {
  throw new RtcError({ code: 'invalid-argument', message });
}
