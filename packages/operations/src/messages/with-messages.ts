import { RtcError } from '@jackfield/core';
import {
  toRtcError,
  type OutgoingMessage,
  type RtcAdapter,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
} from '@jackfield/core/adapter';
import { untilAborted } from '@jackfield/core/adapter-kit';
import { methodsOf } from '../shared/around-driver.ts';
import { tellFact, throughSink, type Fact } from '../shared/through-sink.ts';
import { checkChannel, checkTransport, isMessage } from './check-transport.ts';
import type { MessageTransport, TransportChannel, TransportMessage } from './message-transport.ts';
import { createPresences } from './presences.ts';

/**
 * Makes an adapter whose messages go over a transport of the app's and everything else over the vendor: for vendors without messages. Each
 * message is from the participant that has the sender's user id. Throws `invalid-argument` for what is no transport.
 */
export function withMessages<Native>(
  adapter: RtcAdapter<Native>,
  transport: MessageTransport,
): RtcAdapter<Native> {
  checkTransport(transport);
  const { maxBytes, directed, reliable } = transport;
  const messages = Object.freeze({ maxBytes, directed, reliable });
  return Object.freeze<RtcAdapter<Native>>({
    specificationVersion: 1,
    name: adapter.name,
    capabilities: Object.freeze({ ...adapter.capabilities, messages }),
    limits: adapter.limits,
    checkSupport: () => adapter.checkSupport(),
    preload: () => adapter.preload(),
    createDriver: (sink, environment) => createDriver({ adapter, transport, sink, environment }),
  });
}

interface DriverParts<Native> {
  readonly adapter: RtcAdapter<Native>;
  readonly transport: MessageTransport;
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
}

/** The time that a message waits for the vendor to tell of its sender, milliseconds, and how many of one sender do. */
const unknownMs = 5_000;
const unknownCount = 100;

function createDriver<Native>({
  adapter,
  transport,
  sink,
  environment,
}: DriverParts<Native>): RtcDriver<Native> {
  const { name } = adapter;
  const presences = createPresences();
  const waiting: (TransportMessage & { readonly undo: () => void })[] = [];
  let channel: TransportChannel | undefined;
  let open = false;
  let over = false;

  const inner = adapter.createDriver(
    throughSink((fact) => {
      presences.hear(fact);
      // The vendor has none, or they would come twice.
      if (fact.name !== 'messageReceived') tellFact(sink, fact);
      if (fact.name === 'ended') close();
      else deliver();
    }),
    environment,
  );
  function close(): void {
    open = false;
    over = true;
    for (const { undo } of waiting.splice(0)) undo();
    closeChannel(channel);
    channel = undefined;
  }
  /** Tells what waits for senders that are there now, in the order in which it came. */
  function deliver(): void {
    if (!open || waiting.length === 0) return;
    const late = new Set<string>();
    for (const message of waiting.splice(0)) {
      const { from, topic, text, undo } = message;
      const remoteId = late.has(from) ? undefined : presences.remoteIdOf(from);
      if (remoteId === undefined) {
        late.add(from);
        waiting.push(message);
        continue;
      }
      undo();
      tellFact(sink, { name: 'messageReceived', data: { remoteId, topic, text } } satisfies Fact);
    }
  }
  function receive(userId: string, given: TransportMessage): void {
    // What is no message is nobody's: what it throws would come out in the app's transport.
    if (over || !isMessage(given)) return;
    const { from, topic, text } = given;
    // Of each sender for themselves: somebody whom the vendor never tells of keeps nobody else waiting.
    if (from === userId || waiting.filter((each) => each.from === from).length >= unknownCount) return;
    const message = {
      from,
      topic,
      text,
      undo: environment.clock.after(unknownMs, () => {
        waiting.splice(waiting.indexOf(message), 1);
      }),
    };
    waiting.push(message);
    deliver();
  }
  async function send({ topic, text, to }: OutgoingMessage): Promise<void> {
    if (!open || !channel)
      throw new RtcError({ code: 'invalid-state', message: 'This leg has not joined.', adapter: name });
    const users = to?.flatMap((remoteId) => presences.userIdOf(remoteId) ?? []);
    // Whoever it was for has left. A transport may take nobody for everybody.
    if (users?.length === 0) return;
    try {
      await channel.send({ topic, text, to: users });
    } catch (cause) {
      const message = 'The transport of messages did not take the message.';
      throw toRtcError(cause, { code: 'message-failed', message, adapter: name });
    }
  }
  return {
    ...methodsOf(inner),
    get native() {
      return inner.native;
    },
    async doJoin(request) {
      const { room, userId, signal } = request;
      signal.throwIfAborted();
      const entering = Promise.resolve().then(() =>
        transport.connect({
          room,
          userId,
          signal,
          receive: (message) => {
            receive(userId, message);
          },
        }),
      );
      entering.then(
        (late) => {
          if (over) closeChannel(late);
        },
        () => undefined,
      );
      try {
        const entered = await untilAborted(entering, { signal, what: 'Joining' });
        checkChannel(entered, name);
        channel = entered;
        const result = await inner.doJoin(request);
        presences.begin(result);
        open = true;
        deliver();
        return result;
      } catch (cause) {
        close();
        throw toRtcError(cause, {
          code: 'signalling',
          message: 'The transport of messages cannot be reached.',
          adapter: name,
        });
      }
    },
    doSendMessage: send,
    async doLeave() {
      close();
      await inner.doLeave();
    },
    doAbandon() {
      close();
      inner.doAbandon();
    },
    dispose() {
      close();
      inner.dispose();
    },
  };
}

/** Leaves the app's transport, whatever it gave and whatever it says to that. */
function closeChannel(channel: TransportChannel | undefined): void {
  try {
    channel?.close();
  } catch {
    // It is left.
  }
}
