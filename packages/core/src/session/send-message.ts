import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { Call } from '../call/call.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import { command } from './command.ts';
import { remoteIdOf } from '../state/machine-state.ts';
import type { Store } from '../state/store.ts';

/** Checks a message against what the vendor can carry, then sends it. */
export async function sendMessage(
  parts: { over(): RtcAdapter; readonly call: Pick<Call, 'leading'>; readonly store: Store },
  { topic, text, to }: { readonly topic: string; readonly text: string; readonly to?: readonly string[] },
): Promise<void> {
  const { store } = parts;
  const adapter = parts.over();
  const refuse = (message: string, code: RtcErrorCode = 'unsupported'): never => {
    throw new RtcError({ code, message, adapter: adapter.name });
  };
  const { messages } = adapter.capabilities;
  if (!messages) return refuse(`${adapter.name} carries no messages.`);
  const { maxBytes, directed } = messages;
  const size = new TextEncoder().encode(text).length;
  if (size > maxBytes) {
    const most = `A message may have ${String(maxBytes)} bytes; this one has ${String(size)}.`;
    refuse(most, 'invalid-argument');
  }
  if (to && !directed) refuse(`${adapter.name} sends messages to everybody only.`);
  const receivers = to?.map(
    (id) =>
      remoteIdOf(store.state, id, parts.call.leading?.leg.generation ?? NaN) ??
      refuse(`Nobody here has the id ${id}.`, 'invalid-argument'),
  );
  await command(parts, { what: 'Sending a message', lane: 'messages' }, (driver) =>
    driver.doSendMessage?.({ topic, text, to: receivers }),
  );
}
