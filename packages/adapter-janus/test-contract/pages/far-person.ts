import type { FarSide, FarSideInit } from '@jackfield/contract';
import { Ear, Eye, makeFarTrack, pause, type MadeTrack } from '@jackfield/contract/browser';
import { BareClient, type Message, type Ticket } from './bare-client.ts';

type Source = Parameters<FarSide['publish']>[0];

interface Listed {
  readonly mid: string;
  readonly description?: string;
  readonly disabled?: boolean;
}

const videoRoom = 'janus.plugin.videoroom';

/** How somebody is there. */
export interface FarPersonInit extends FarSideInit {
  /** Whether they are in the text room too. True where left out. */
  readonly hasMessages?: boolean;
}

/**
 * The encodings of a large camera, as the server knows them by their names. What one may take is what has to be free before it is
 * sent at all: one colour needs little, and a machine that is short of time finds little free.
 */
const layers: RTCRtpEncodingParameters[] = [
  { rid: 'h', maxBitrate: 240_000 },
  { rid: 'm', maxBitrate: 120_000, scaleResolutionDownBy: 2 },
  { rid: 'l', maxBitrate: 60_000, scaleResolutionDownBy: 4 },
];

/** Somebody who speaks Janus' protocol and uses nothing of ours. */
export class FarPerson implements FarSide {
  readonly userId: string;
  readonly #who: FarPersonInit;
  readonly #room: string;
  readonly #displayName: string;
  readonly #client: BareClient;
  readonly #ticket: Ticket;
  readonly #made = new Map<Source, MadeTrack>();
  readonly #sections = new Map<Source, { readonly transceiver: RTCRtpTransceiver; muted: boolean }>();
  readonly #streams = new Map<string, readonly Listed[]>();
  readonly #publisher = new RTCPeerConnection();
  readonly #text = new RTCPeerConnection();
  readonly #receivers = new Map<string, RTCPeerConnection>();
  #channel: RTCDataChannel | undefined;
  #handle = 0;
  #privateId = 0;
  readonly #hasMessages: boolean;
  #drawing: boolean;

  constructor(room: string, ticket: Ticket, who: FarPersonInit) {
    const { userId, displayName = userId, still = false, hasMessages = true } = who;
    this.#who = who;
    this.#room = room;
    this.#ticket = ticket;
    this.userId = userId;
    this.#displayName = displayName;
    this.#drawing = !still;
    this.#hasMessages = hasMessages;
    this.#client = new BareClient(ticket);
  }

  async join(): Promise<void> {
    await this.#client.open();
    if (this.#hasMessages) await this.#enterText();
    this.#handle = await this.#client.attach(videoRoom, ({ plugindata }) => {
      this.#hear((plugindata as { data?: Message } | undefined)?.data ?? {});
    });
    this.#client.trickles(this.#publisher, this.#handle);
    const { data } = await this.#client.plugin(this.#handle, {
      request: 'join',
      ptype: 'publisher',
      room: this.#room,
      id: this.userId,
      display: this.#displayName,
      token: this.#ticket.roomToken,
    });
    this.#privateId = Number(data['private_id']);
    this.#hear(data);
  }

  async publish(source: Source, { muted = false }: { readonly muted?: boolean } = {}): Promise<void> {
    const made = this.#make(source);
    const known = this.#sections.get(source)?.transceiver;
    const sendEncodings = source === 'camera' && this.#who.isLarge ? layers : [];
    const transceiver =
      known ?? this.#publisher.addTransceiver(made.track, { direction: 'sendonly', sendEncodings });
    transceiver.direction = 'sendonly';
    await transceiver.sender.replaceTrack(muted ? null : made.track);
    this.#sections.set(source, { transceiver, muted });
    await this.#offer();
  }

  async unpublish(source: Source): Promise<void> {
    const section = this.#sections.get(source);
    if (section) section.transceiver.direction = 'inactive';
    await section?.transceiver.sender.replaceTrack(null);
    await this.#offer();
    this.#made.get(source)?.stop();
    this.#made.delete(source);
  }

  async setMuted(source: Source, muted: boolean): Promise<void> {
    const section = this.#sections.get(source);
    if (!section) throw new Error(`The ${source} is not published.`);
    section.muted = muted;
    await section.transceiver.sender.replaceTrack(muted ? null : (this.#made.get(source)?.track ?? null));
    await this.#client.plugin(this.#handle, {
      request: 'configure',
      descriptions: this.#descriptions(),
      streams: [{ mid: section.transceiver.mid, send: true, keyframe: !muted }],
    });
  }

  replaceTrack(): Promise<void> {
    return Promise.reject(new Error('Receivers would keep their track.'));
  }

  async rename(displayName: string): Promise<void> {
    await this.#client.plugin(this.#handle, { request: 'configure', display: displayName });
  }

  sendMessage({ topic, text }: { readonly topic: string; readonly text: string }): Promise<void> {
    if (!this.#channel) return Promise.reject(new Error(`${this.userId} is not in the text room.`));
    const message = JSON.stringify({ topic, text });
    const body = { textroom: 'message', transaction: 'm', room: this.#room, text: message };
    this.#channel.send(JSON.stringify(body));
    return Promise.resolve();
  }

  async leave({ withoutUnpublish = false }: { readonly withoutUnpublish?: boolean } = {}): Promise<void> {
    if (!withoutUnpublish) for (const source of [...this.#made.keys()]) await this.unpublish(source);
    await this.#client.leave();
    this.#stop();
  }

  crash(): Promise<void> {
    this.#client.vanish();
    this.#stop();
    return Promise.resolve();
  }

  interrupt(): Promise<void> {
    return Promise.reject(new Error('The server would tell nobody.'));
  }

  restore(): Promise<void> {
    return Promise.reject(new Error('The server would tell nobody.'));
  }

  async receives({ userId }: { readonly userId: string }, source: Source): Promise<boolean> {
    const track = await this.#receive(userId, source);
    if (!track) return false;
    const sense = track.kind === 'audio' ? new Ear(track) : new Eye(track);
    try {
      for (let look = 0; look < 16; look += 1) {
        await pause(50);
        if (sense instanceof Ear ? sense.hear().level > 0.01 : sense.hue() !== undefined) return true;
      }
      return false;
    } finally {
      sense.stop();
    }
  }

  /** What this person is told of somebody's source. */
  seen(userId: string, source: Source): { readonly mid: string; readonly muted: boolean } | undefined {
    for (const { mid, description, disabled } of this.#streams.get(userId) ?? [])
      if (disabled !== true && description?.split(' ')[0] === source)
        return { mid, muted: description.endsWith(' muted') };
    return undefined;
  }

  draw(drawing: boolean): void {
    this.#drawing = drawing;
    for (const made of this.#made.values()) made.setStill(!drawing);
  }

  #hear(data: Message): void {
    const {
      publishers = [],
      unpublished,
      leaving,
    } = data as {
      publishers?: readonly { readonly id: string; readonly streams: readonly Listed[] }[];
      unpublished?: string;
      leaving?: string;
    };
    for (const { id, streams } of publishers) this.#streams.set(id, streams);
    this.#streams.delete(String(unpublished));
    this.#streams.delete(String(leaving));
  }

  #descriptions(): readonly Message[] {
    return [...this.#sections].flatMap(([source, { transceiver, muted }]) =>
      transceiver.mid === null || transceiver.direction === 'inactive'
        ? []
        : [{ mid: transceiver.mid, description: muted ? `${source} muted` : source }],
    );
  }

  async #offer(): Promise<void> {
    await this.#publisher.setLocalDescription();
    const { jsep } = await this.#client.plugin(
      this.#handle,
      { request: 'configure', descriptions: this.#descriptions() },
      this.#publisher.localDescription,
    );
    if (jsep) await this.#publisher.setRemoteDescription(jsep);
    for (let look = 0; look < 200 && this.#publisher.connectionState !== 'connected'; look += 1)
      await pause(25);
  }

  /** A handle and a connection for each source: a bare client may be wasteful. */
  async #receive(userId: string, source: Source): Promise<MediaStreamTrack | undefined> {
    const found = this.seen(userId, source);
    if (!found) return undefined;
    const key = `${userId}/${found.mid}`;
    const known = this.#receivers.get(key);
    if (known) return known.getReceivers()[0]?.track;
    const handle = await this.#client.attach(videoRoom, () => undefined);
    const connection = new RTCPeerConnection();
    this.#receivers.set(key, connection);
    this.#client.trickles(connection, handle);
    const { jsep } = await this.#client.plugin(handle, {
      request: 'join',
      ptype: 'subscriber',
      room: this.#room,
      private_id: this.#privateId,
      token: this.#ticket.roomToken,
      streams: [{ feed: userId, mid: found.mid }],
    });
    if (jsep) await connection.setRemoteDescription(jsep);
    await connection.setLocalDescription();
    await this.#client.plugin(handle, { request: 'start' }, connection.localDescription);
    return connection.getReceivers()[0]?.track;
  }

  async #enterText(): Promise<void> {
    const handle = await this.#client.attach('janus.plugin.textroom', () => undefined);
    this.#client.trickles(this.#text, handle);
    const channel = this.#text.createDataChannel('bare');
    this.#channel = channel;
    // Listened for from the start: it may open before the server's answer to the description has come.
    const opened = new Promise((resolve) => channel.addEventListener('open', resolve));
    // The server answers over a channel that it opens itself, maybe before this one is open.
    const entered = new Promise((resolve) => {
      channel.addEventListener('message', resolve);
      this.#text.addEventListener('datachannel', (event) => {
        event.channel.addEventListener('message', resolve);
      });
    });
    const { jsep } = await this.#client.plugin(handle, { request: 'setup' });
    if (jsep) await this.#text.setRemoteDescription(jsep);
    await this.#text.setLocalDescription();
    await this.#client.plugin(handle, { request: 'ack' }, this.#text.localDescription);
    await opened;
    const { userId: username } = this;
    const body = {
      textroom: 'join',
      transaction: 'j',
      room: this.#room,
      username,
      pin: this.#ticket.textPin,
    };
    channel.send(JSON.stringify(body));
    await entered;
  }

  #make(source: Source): MadeTrack {
    this.#made.get(source)?.stop();
    const made = makeFarTrack(window, this.#who, source);
    made.setStill(!this.#drawing);
    this.#made.set(source, made);
    return made;
  }

  #stop(): void {
    for (const made of this.#made.values()) made.stop();
    this.#made.clear();
    for (const each of [this.#publisher, this.#text, ...this.#receivers.values()]) each.close();
  }
}
