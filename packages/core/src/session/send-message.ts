import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import type { Parts } from './wire.ts';

/** How long a message may take to be accepted, in milliseconds. */
const sendMs = 10_000;

/** Checks a message against what the vendor can carry, then sends it. */
export async function sendMessage(
  { adapter, call, store }: Parts,
  message: { readonly topic: string; readonly text: string; readonly to?: readonly string[] },
): Promise<void> {
  const refuse = (code: RtcErrorCode, text: string): never => {
    throw new RtcError({ code, message: text, adapter: adapter.name });
  };
  const { messages } = adapter.capabilities;
  if (!messages) return refuse('unsupported', `${adapter.name} carries no messages.`);
  const leg = call.active;
  if (!leg) return refuse('invalid-state', 'Sending a message needs a call: join first.');
  const size = new TextEncoder().encode(message.text).length;
  if (size > messages.maxBytes) {
    refuse(
      'invalid-argument',
      `A message may have ${String(messages.maxBytes)} bytes; this one has ${String(size)}.`,
    );
  }
  if (message.to && !messages.directed)
    refuse('unsupported', `${adapter.name} sends messages to everybody only.`);
  const remoteIds = new Map([...store.state.ids].map(([remoteId, id]) => [id, remoteId]));
  const to = message.to?.map(
    (id) => remoteIds.get(id) ?? refuse('invalid-argument', `Nobody here has the id ${id}.`),
  );
  await leg.call(['messages'], { ms: sendMs, what: 'Sending a message' }, async (driver) => {
    if (!driver.doSendMessage)
      return refuse('unsupported', `${adapter.name} says that it carries messages, and has no way.`);
    return driver.doSendMessage({ topic: message.topic, text: message.text, to });
  });
}
