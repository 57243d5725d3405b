import {
  RtcError,
  type OutgoingMessage,
  type RtcDriverEnvironment,
  type RtcDriverSink,
} from '@jackfield/core/adapter';
import { parseFields, textOf, type Fields } from '../client/fields.ts';
import { Transactions } from '../client/transactions.ts';
import { mapTextError } from '../map-errors.ts';
import { Peer, type PeerParts } from '../media/peer.ts';
import type { People } from './people.ts';

/** How long a goodbye waits for its answer. */
const leaveMs = 500;

/** What a {@link TextRoom} is made with. */
export interface TextRoomParts extends PeerParts {
  readonly environment: Pick<RtcDriverEnvironment, 'RTCPeerConnection' | 'clock'>;
  readonly people: People;
  readonly sink: Pick<RtcDriverSink, 'messageReceived' | 'vendorEvent'>;
  readonly room: string;
  readonly userId: string;
  readonly pin: string | undefined;
}

/**
 * Messages, by the server's text room: it says who sent one, and confirms it. The VideoRoom's own data channels would do neither
 * for whoever has only just come.
 */
export class TextRoom {
  readonly #parts: TextRoomParts;
  readonly #peer: Peer;
  readonly #transactions = new Transactions();
  #channel: RTCDataChannel | undefined;

  constructor(parts: TextRoomParts) {
    this.#parts = parts;
    this.#peer = new Peer(parts);
  }

  /** Whether it can go on after the socket was lost. */
  get stands(): boolean {
    return this.#peer.stands;
  }

  /** Connects and enters. Whoever is seen in the video room hears messages by then. */
  async enter(signal: AbortSignal): Promise<void> {
    const { handle, room, userId, pin } = this.#parts;
    const { connection } = this.#peer;
    // Measured: a side that opens no channel of its own is never sent anything. Janus tells its plugin that a channel can be
    // written to only once it has sent something itself, such as the confirmation of this one.
    const channel = connection.createDataChannel('jackfield');
    this.#channel = channel;
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#take(data));
    connection.addEventListener('datachannel', (event) => {
      event.channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#take(data));
    });
    const { jsep } = await handle.ask({ request: 'setup' }, { signal });
    if (!jsep)
      throw new RtcError({
        code: 'server-error',
        message: 'The text room makes no offer.',
        adapter: 'janus',
      });
    await this.#peer.take(jsep);
    await handle.ask({ request: 'ack' }, { jsep: await this.#peer.describe(), signal });
    await opened(channel, signal);
    await this.#ask(
      { textroom: 'join', room, username: userId, ...(pin === undefined ? {} : { pin }), history: false },
      signal,
    ).catch((cause: unknown) => {
      throw mapTextError(cause, 'The text room refused the join.', 'server-error');
    });
  }

  /** Sends. Resolves when the server has taken it. */
  async send({ topic, text, to }: OutgoingMessage, signal?: AbortSignal): Promise<void> {
    const tos = to?.flatMap((remoteId) => this.#parts.people.find(remoteId)?.userId ?? []);
    if (tos?.length === 0) return;
    const message = JSON.stringify({ topic, text });
    await this.#ask(
      { textroom: 'message', room: this.#parts.room, text: message, ack: true, ...(tos ? { tos } : {}) },
      signal,
    ).catch((cause: unknown) => {
      throw mapTextError(cause, 'The message could not be sent.', 'message-failed');
    });
  }

  /** Takes a candidate of the server. */
  trickled(message: Fields): void {
    this.#peer.trickled(message);
  }

  /** Leaves, so that the name is free at once. Where nothing answers it is left at that. */
  async leave(): Promise<void> {
    const bound = new AbortController();
    const cancel = this.#parts.environment.clock.after(leaveMs, () => bound.abort());
    // The server ends it all the same, only later.
    await this.#ask({ textroom: 'leave', room: this.#parts.room }, bound.signal).catch(() => undefined);
    cancel();
  }

  /** Ends it. */
  close(): void {
    const message = 'The call is over.';
    this.#transactions.end(new RtcError({ code: 'message-failed', message, adapter: 'janus' }));
    this.#peer.close();
  }

  #ask(body: Fields, signal?: AbortSignal): Promise<Fields> {
    const channel = this.#channel;
    if (channel?.readyState !== 'open') {
      const message = 'The way for messages is closed. Try again in a moment.';
      return Promise.reject(new RtcError({ code: 'message-failed', message, adapter: 'janus' }));
    }
    const { id, answer } = this.#transactions.begin('answer', signal);
    channel.send(JSON.stringify({ ...body, transaction: id }));
    return answer;
  }

  #take(data: unknown): void {
    const fields = parseFields(data);
    if (!fields) return;
    const { textroom, from, text, room } = fields;
    if (textroom === 'success' || textroom === 'error') {
      // The core's answers and refusals have the same shape, one level up.
      const plugindata = { data: fields };
      this.#transactions.take({ transaction: fields['transaction'], janus: 'event', plugindata });
      return;
    }
    const { userId, people, sink } = this.#parts;
    if (textroom !== 'message' || room !== this.#parts.room || from === userId) return;
    const sender = people.byUser(textOf(from) ?? '');
    const message = { topic: '', text: textOf(text) ?? '', ...messageIn(textOf(text)) };
    if (sender) sink.messageReceived({ remoteId: sender.remoteId, ...message });
    // Somebody who is in the text room alone.
    else sink.vendorEvent({ name: 'textroom-message', payload: fields });
  }
}

/** What another side of this adapter has packed; undefined for the plain text of any other client. */
function messageIn(text: string | undefined): { readonly topic: string; readonly text: string } | undefined {
  const fields = parseFields(text);
  const topic = textOf(fields?.['topic']);
  const inner = textOf(fields?.['text']);
  return topic === undefined || inner === undefined ? undefined : { topic, text: inner };
}

function opened(channel: RTCDataChannel, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const look = (): void => {
      if (channel.readyState === 'open') resolve();
      else if (signal.aborted) reject(signal.reason as Error);
      else if (channel.readyState === 'connecting') return;
      else
        reject(
          new RtcError({
            code: 'ice-failed',
            message: 'The way for messages did not open.',
            adapter: 'janus',
          }),
        );
      stop.abort();
    };
    channel.addEventListener('open', look, { signal: stop.signal });
    channel.addEventListener('close', look, { signal: stop.signal });
    signal.addEventListener('abort', look, { signal: stop.signal });
    look();
  });
}
