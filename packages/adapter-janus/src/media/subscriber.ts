import type { Clock, RemoteSubscription, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import type { People, Person } from '../call/people.ts';
import { listOf, numberOf, textOf, type Fields } from '../client/fields.ts';
import { answerIn, type HandleListener, type JanusAnswer, type JanusHandle } from '../client/janus-handle.ts';
import { isRefusal, mapError } from '../map-errors.ts';
import type { JanusStream } from '../map-streams.ts';
import { InTurn } from './in-turn.ts';
import { layerFor } from './encodings.ts';
import { Layers, type WantedLayer } from './layers.ts';
import { Peer, type PeerParts } from './peer.ts';

/** What a {@link Subscriber} is made with. */
export interface SubscriberParts extends Omit<PeerParts, 'handle'> {
  readonly people: People;
  readonly sink: Pick<RtcDriverSink, 'remoteTrack' | 'subscriptionFailed'>;
  readonly clock: Clock;
  /** What a join as a subscriber says beside its streams. */
  readonly join: Fields;
  attach(listener: HandleListener): Promise<JanusHandle>;
  /** The server has closed the connection. */
  hungUp(): void;
}

/** A stream that is wanted, or received. */
interface Feed {
  readonly person: Person;
  readonly stream: JanusStream;
}

/** A stream that is received. */
interface Received extends Feed {
  /** The media section of this side's connection. */
  readonly mid: string;
}

const keyOf = ({ person, stream }: Feed): string => `${person.remoteId}/${stream.mid}`;

/** What this side receives: one connection for everybody, brought in line with what is wanted, one request at a time. */
export class Subscriber {
  readonly #parts: SubscriberParts;
  readonly #turns = new InTurn();
  readonly #wanted = new Map<string, readonly RemoteSubscription[]>();
  readonly #received = new Map<string, Received>();
  /** What the server would not give; asked for again when it is wanted anew. */
  readonly #refused = new Set<string>();
  readonly #layers: Layers;
  #peer: Peer | undefined;
  #closed = false;

  constructor(parts: SubscriberParts) {
    this.#parts = parts;
    this.#layers = new Layers(parts.clock, (streams, signal) =>
      this.#peer
        ? this.#peer.handle.ask({ request: 'configure', streams }, { signal })
        : Promise.resolve(undefined),
    );
  }

  /** The browser's connection, once there is one. */
  get connection(): RTCPeerConnection | undefined {
    return this.#peer?.connection;
  }

  /** Whether it can go on after the socket was lost. */
  get stands(): boolean {
    return this.#peer?.stands ?? true;
  }

  /** Makes what is received of somebody equal the set. */
  want(person: Person, wanted: readonly RemoteSubscription[], signal: AbortSignal): Promise<void> {
    this.#wanted.set(person.remoteId, wanted);
    for (const key of this.#refused) if (key.startsWith(`${person.remoteId}/`)) this.#refused.delete(key);
    return this.refresh(signal);
  }

  /** Brings it in line with what people publish now. */
  refresh(signal?: AbortSignal): Promise<void> {
    return this.#turns.run(() => this.#bring(signal));
  }

  /** Ends it. */
  close(): void {
    this.#closed = true;
    this.#layers.close();
    this.#peer?.close();
  }

  async #bring(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      if (this.#closed) return;
      const wished = this.#wished();
      // Whoever has gone the server has taken out already.
      for (const [key, { person }] of this.#received)
        if (!this.#parts.people.find(person.remoteId)) this.#received.delete(key);
      const add = [...wished.values()].filter(
        (feed) => !this.#received.has(keyOf(feed)) && !this.#refused.has(keyOf(feed)),
      );
      const drop = [...this.#received.values()].filter((feed) => !wished.has(keyOf(feed)));
      if (add.length === 0 && drop.length === 0) break;
      await this.#change(add, drop, signal);
    }
    await this.#chooseLayers(signal);
  }

  #wished(): ReadonlyMap<string, Feed> {
    const wished = new Map<string, Feed>();
    for (const [remoteId, sources] of this.#wanted) {
      const person = this.#parts.people.find(remoteId);
      if (!person) {
        this.#wanted.delete(remoteId);
        continue;
      }
      for (const { source } of sources) {
        const stream = person.streams.find((each) => each.source === source);
        if (stream) wished.set(keyOf({ person, stream }), { person, stream });
      }
    }
    return wished;
  }

  async #change(
    add: readonly Feed[],
    drop: readonly Received[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    try {
      const answer = await this.#ask(add, drop, signal);
      for (const feed of drop) this.#received.delete(keyOf(feed));
      await this.#settle(answer, signal);
      for (const feed of add) if (!this.#received.has(keyOf(feed))) this.#refuse(feed, undefined);
    } catch (cause) {
      if (signal?.aborted || this.#closed) throw cause;
      // One that has gone meanwhile spoils the request for all: they are asked for one by one.
      if (add.length + drop.length > 1 && isRefusal(cause, 428)) {
        for (const feed of drop) await this.#change([], [feed], signal);
        for (const feed of add) await this.#change([feed], [], signal);
        return;
      }
      for (const feed of drop) this.#received.delete(keyOf(feed));
      for (const feed of add) this.#refuse(feed, cause);
      if (add.length === 0 && !isRefusal(cause, 428)) throw cause;
    }
  }

  async #ask(
    add: readonly Feed[],
    drop: readonly Received[],
    signal: AbortSignal | undefined,
  ): Promise<JanusAnswer> {
    const subscribe = add.map(({ person, stream }) => ({ feed: person.userId, mid: stream.mid }));
    if (this.#peer) {
      const unsubscribe = drop.map(({ mid }) => ({ sub_mid: mid }));
      return this.#peer.ask(
        {
          request: 'update',
          ...(subscribe.length > 0 ? { subscribe } : {}),
          ...(unsubscribe.length > 0 ? { unsubscribe } : {}),
        },
        { signal },
      );
    }
    const handle = await this.#parts.attach((message) => {
      if (message['janus'] === 'trickle') this.#peer?.trickled(message);
      if (message['janus'] === 'event') this.#layerCame(answerIn(message).data);
      if (message['janus'] === 'hangup' || message['janus'] === 'detached') this.#parts.hungUp();
    });
    const peer = new Peer({ ...this.#parts, handle });
    this.#peer = peer;
    try {
      return await handle.ask({ ...this.#parts.join, streams: subscribe, autoupdate: false }, { signal });
    } catch (cause) {
      // A handle that has not joined is of no use: the next wish begins anew.
      this.#peer = undefined;
      peer.close();
      handle.detach();
      throw cause;
    }
  }

  /** Answers the server's offer and hands out what has come. */
  async #settle({ data, jsep }: JanusAnswer, signal: AbortSignal | undefined): Promise<void> {
    const peer = this.#peer;
    if (!peer || !jsep) return;
    await peer.take(jsep);
    await peer.ask({ request: 'start' }, { jsep: await peer.describe(), signal });
    for (const each of listOf(data['streams'])) {
      const feed = each['active'] === true ? this.#feedOf(each) : undefined;
      const mid = textOf(each['mid']);
      if (!feed || mid === undefined || this.#received.has(keyOf(feed))) continue;
      this.#received.set(keyOf(feed), { ...feed, mid });
      const found = peer.connection.getTransceivers().find((transceiver) => transceiver.mid === mid);
      if (found) this.#parts.sink.remoteTrack({ ...about(feed), track: found.receiver.track });
    }
  }

  #feedOf(fields: Fields): Feed | undefined {
    const person = this.#parts.people.byUser(textOf(fields['feed_id']) ?? '');
    const stream = person?.streams.find(({ mid }) => mid === fields['feed_mid']);
    return person && stream && { person, stream };
  }

  #chooseLayers(signal: AbortSignal | undefined): Promise<void> {
    const wanted: WantedLayer[] = [];
    for (const received of this.#received.values()) {
      const { person, stream, mid } = received;
      const wish = this.#wanted.get(person.remoteId)?.find((each) => each.source === stream.source);
      const current = person.streams.find((each) => each.mid === stream.mid);
      if (wish && current?.simulcast) wanted.push({ key: keyOf(received), mid, layer: layerFor(wish.size) });
    }
    return this.#layers.choose(wanted, signal);
  }

  #layerCame(said: Fields): void {
    const [mid, layer] = [textOf(said['mid']), numberOf(said['substream'])];
    if (mid !== undefined && layer !== undefined) this.#layers.came(mid, layer);
  }

  #refuse(feed: Feed, cause: unknown): void {
    this.#refused.add(keyOf(feed));
    const { people, sink } = this.#parts;
    // Of those who have gone, or publish it no more, core is told otherwise.
    const person = people.find(feed.person.remoteId);
    if (!person?.streams.some(({ mid }) => mid === feed.stream.mid)) return;
    const error = mapError(cause, `The ${feed.stream.source} cannot be received.`, 'subscribe-failed');
    sink.subscriptionFailed({ ...about(feed), error });
  }
}

function about({ person, stream }: Feed): { readonly remoteId: string; readonly source: SourceKind } {
  return { remoteId: person.remoteId, source: stream.source };
}
