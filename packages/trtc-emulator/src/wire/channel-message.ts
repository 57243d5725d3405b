/** A message to a room as clients send and receive it, bytes in base64. */
export interface ChannelMessage {
  readonly cmdId: unknown;
  readonly text: string;
  readonly ordered: unknown;
  readonly reliable: unknown;
  readonly streamSeq: unknown;
}

/** The field of the wire that holds the bytes. */
export const bytesField = 'msg';

/** The fields of a message for the wire. */
export function channelMessageFields(message: ChannelMessage): Readonly<Record<string, unknown>> {
  const { text, ...rest } = message;
  return { ...rest, [bytesField]: text };
}
