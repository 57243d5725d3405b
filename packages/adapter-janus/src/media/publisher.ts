import {
  mediaKindOf,
  RtcError,
  type LocalFailure,
  type LocalPublication,
  type SourceKind,
  type SourceQuality,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { textOf, type Fields } from '../client/fields.ts';
import { mapError } from '../map-errors.ts';
import { toDescription } from '../map-description.ts';
import { encodingsFor } from './encodings.ts';
import { InTurn } from './in-turn.ts';
import { Peer, type PeerParts } from './peer.ts';

/** One source's place in the connection; it is kept when the source is unpublished, and used again. */
interface Slot {
  readonly transceiver: RTCRtpTransceiver;
  published: boolean;
  muted: boolean;
  /** Whether the server was told to pass it on. */
  passed: boolean;
  /** The encodings that it has, and what is kept where they are too much, as a text. */
  encoded: string;
  quality: SourceQuality | undefined;
}

/** What this side sends: one connection with a media section for each source. */
export class Publisher {
  readonly #parts: PeerParts;
  readonly #turns = new InTurn();
  readonly #slots = new Map<SourceKind, Slot>();
  #peer: Peer | undefined;
  #closed = false;
  /** Whether the server was told less than what is so here: a negotiation failed. */
  #unsettled = false;
  /** The descriptions that the server has. */
  #announced = '[]';

  constructor(parts: PeerParts) {
    this.#parts = parts;
  }

  /** The browser's connection, once there is one. */
  get connection(): RTCPeerConnection | undefined {
    return this.#peer?.connection;
  }

  /** Whether it can go on after the socket was lost. */
  get stands(): boolean {
    return this.#peer?.stands ?? true;
  }

  /** Makes what is published equal the set. */
  sync(wanted: readonly LocalPublication[], signal: AbortSignal): Promise<SyncLocalResult> {
    return this.#turns.run(async () => {
      const failed = await this.#sync(wanted, signal);
      return { failed };
    });
  }

  /** Sends another track, or none. Nothing of that is on the wire but the media. */
  async replace(source: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    const slot = this.#known(source);
    await this.#exchange(slot, track);
    await this.#within(bound(slot, { source, track, quality: slot.quality }));
  }

  /** Changes how a source is encoded. Nothing of that is on the wire but the media. */
  async setQuality(source: SourceKind, quality: SourceQuality): Promise<void> {
    const slot = this.#known(source);
    const { track } = slot.transceiver.sender;
    const { contentHint = '' } = quality;
    if (track && track.contentHint !== contentHint) track.contentHint = contentHint;
    slot.quality = quality;
    await this.#within(bound(slot, { source, track, quality }));
  }

  /** Tells the others, and the server not to pass it on: a second lock behind core's own. */
  setMuted(source: SourceKind, muted: boolean, signal?: AbortSignal): Promise<void> {
    return this.#turns.run(async () => {
      const slot = this.#known(source);
      slot.muted = muted;
      await this.#announce(signal);
    });
  }

  /** A moderator muted or unmuted a media section. Gives the source if it was sounding until then. */
  moderated(data: Fields): SourceKind | undefined {
    const mid = textOf(data['mid']);
    const found = [...this.#slots].find(
      ([, { transceiver, published }]) => published && transceiver.mid === mid,
    );
    if (!found) return undefined;
    const [source, slot] = found;
    // Only the app unmutes; the moderator's consent makes that possible again, with a whole picture.
    slot.passed = false;
    if (data['moderation'] === 'muted' && !slot.muted) {
      slot.muted = true;
      this.#tell();
      return source;
    }
    if (!slot.muted) this.#tell();
    return undefined;
  }

  /** Takes a candidate of the server. */
  trickled(message: Fields): void {
    this.#peer?.trickled(message);
  }

  /** Ends it. */
  close(): void {
    this.#closed = true;
    this.#peer?.close();
    this.#slots.clear();
  }

  async #sync(wanted: readonly LocalPublication[], signal: AbortSignal): Promise<readonly LocalFailure[]> {
    if (this.#closed) throw publishFailed('The call is over.');
    let changed = this.#unsettled;
    for (const [source, slot] of this.#slots) {
      if (slot.published && !wanted.some((each) => each.source === source)) {
        changed = true;
        slot.published = false;
        slot.transceiver.direction = 'inactive';
        await this.#exchange(slot, null);
      }
    }
    const added: SourceKind[] = [];
    for (const each of wanted) if (await this.#bring(each)) added.push(each.source);
    if (!changed && added.length === 0) {
      await this.#announce(signal);
      return [];
    }
    this.#unsettled = true;
    try {
      await this.#negotiate(signal);
      this.#unsettled = false;
    } catch (cause) {
      const failed = added.map((source) => this.#giveUp(source, cause));
      // What should be gone is still there: the whole set is tried again.
      if (changed) throw cause;
      // What the others know of the rest does not wait for what was refused.
      await this.#announce(signal);
      return failed;
    }
    await this.#announce(signal);
    return added
      .filter((source) => this.#slots.get(source)?.transceiver.currentDirection !== 'sendonly')
      .map((source) => this.#giveUp(source, publishFailed(`The room takes no codec for the ${source}.`)));
  }

  /** Returns whether it has to be negotiated. */
  async #bring(wanted: LocalPublication): Promise<boolean> {
    const { source, track, muted, contentHint } = wanted;
    if (track && track.contentHint !== contentHint) track.contentHint = contentHint;
    const known = this.#slots.get(source);
    const slot = known ?? this.#place(wanted);
    slot.muted = muted;
    if (slot.transceiver.sender.track !== track) await this.#exchange(slot, track);
    slot.quality = wanted.quality;
    await this.#within(bound(slot, wanted));
    const isNew = !slot.published;
    slot.published = true;
    if (isNew) slot.transceiver.direction = 'sendonly';
    return isNew;
  }

  #place(wanted: LocalPublication): Slot {
    const { source, track } = wanted;
    this.#peer ??= new Peer(this.#parts);
    const transceiver = this.#peer.connection.addTransceiver(track ?? mediaKindOf(source), {
      direction: 'sendonly',
      sendEncodings: encodingsFor(wanted),
    });
    const state = { published: false, muted: false, passed: true };
    const slot: Slot = { transceiver, ...state, encoded: '', quality: undefined };
    this.#slots.set(source, slot);
    return slot;
  }

  async #negotiate(signal: AbortSignal): Promise<void> {
    const peer = this.#peer;
    if (!peer) return;
    const jsep = await peer.describe();
    const descriptions = this.#descriptions();
    try {
      const answer = await peer.ask({ request: 'configure', descriptions }, { jsep, signal });
      this.#announced = JSON.stringify(descriptions);
      if (answer.jsep) await peer.take(answer.jsep);
    } catch (cause) {
      // The next attempt begins where this one did.
      await peer.rollBack().catch(() => undefined);
      throw cause;
    }
    await peer.connected(signal);
  }

  #descriptions(): readonly Fields[] {
    return [...this.#slots].flatMap(
      ([
        source,
        {
          transceiver: { mid },
          muted,
          published,
        },
      ]) => (mid !== null && published ? [{ mid, description: toDescription({ source, muted }) }] : []),
    );
  }

  /** Says what has changed since it was said last. */
  async #announce(signal: AbortSignal | undefined): Promise<void> {
    const descriptions = this.#descriptions();
    const streams = [...this.#slots.values()].flatMap((slot) => {
      const { mid } = slot.transceiver;
      if (mid === null || !slot.published || slot.passed !== slot.muted) return [];
      // Measured: without a key frame nothing is seen for a while.
      return [{ slot, about: { mid, send: !slot.muted, ...(slot.muted ? {} : { keyframe: true }) } }];
    });
    const text = JSON.stringify(descriptions);
    if (text === this.#announced && streams.length === 0) return;
    await this.#peer?.handle.ask(
      { request: 'configure', descriptions, streams: streams.map(({ about }) => about) },
      { signal },
    );
    this.#announced = text;
    for (const { slot, about } of streams) slot.passed = about.send;
  }

  /** Says it in its turn; where that fails the next one says it too. */
  #tell(): void {
    void this.#turns.run(() => this.#announce(undefined)).catch(() => undefined);
  }

  #exchange({ transceiver }: Slot, track: MediaStreamTrack | null): Promise<void> {
    return this.#within(transceiver.sender.replaceTrack(track));
  }

  #within(work: Promise<void>): Promise<void> {
    return this.#peer?.within(work) ?? work;
  }

  #giveUp(source: SourceKind, cause: unknown): LocalFailure {
    const slot = this.#slots.get(source);
    if (slot) {
      slot.published = false;
      slot.transceiver.direction = 'inactive';
    }
    return { source, error: mapError(cause, `The ${source} could not be published.`, 'publish-failed') };
  }

  #known(source: SourceKind): Slot {
    const slot = this.#slots.get(source);
    if (slot?.published) return slot;
    throw publishFailed(`The ${source} is not published.`);
  }
}

/** Brings the encodings of a slot in line with what is wished for, where they are not so already. */
async function bound(
  slot: Slot,
  publication: Pick<LocalPublication, 'source' | 'track' | 'quality'>,
): Promise<void> {
  const wished = encodingsFor(publication);
  const { degradationPreference } = publication.quality ?? {};
  const encoded = JSON.stringify([wished, degradationPreference]);
  if (encoded === slot.encoded) return;
  const { sender } = slot.transceiver;
  const parameters = sender.getParameters();
  for (const [index, encoding] of parameters.encodings.entries()) {
    const { maxBitrate, maxFramerate } = wished[index] ?? {};
    if (maxBitrate !== undefined) encoding.maxBitrate = maxBitrate;
    if (maxFramerate === undefined) delete encoding.maxFramerate;
    else encoding.maxFramerate = maxFramerate;
  }
  if (degradationPreference) parameters.degradationPreference = degradationPreference;
  else delete parameters.degradationPreference;
  await sender.setParameters(parameters);
  slot.encoded = encoded;
}

function publishFailed(message: string): RtcError {
  return new RtcError({ code: 'publish-failed', message, adapter: 'janus' });
}
