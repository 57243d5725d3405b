import {
  EmulatorError,
  type EmulatorVideoCodec,
  type MediaSource,
  type RecordSubject,
} from '@jackfield/emulator-kit';
import type { RtcpPacket, RtpPacket } from 'werift';

import type { Service } from '../emulator/service.ts';
import { ClientTransport } from '../media/client-transport.ts';
import { Downlink, type MemberMedia } from '../media/downlink.ts';
import { entryOf, payloadTypeFor } from '../media/payload-types.ts';
import { Uplink } from '../media/uplink.ts';
import type { Ability } from '../wire/ability.ts';
import type { NoticeName } from '../wire/commands.ts';
import { noSources, type SourceFlags, type SourceKind } from '../wire/source-kinds.ts';
import type { Connection } from './connection.ts';
import type { PutOutReason, RoomKey, RoomMember, WireRole, WireScene } from './room.ts';

/** `ended`: out of the room; nothing of it is kept. */
export type SessionState = 'joined' | 'ended';

/** What identifies a session; fixed when it joins. */
export interface SessionIdentity {
  readonly alias: string;
  readonly tinyId: string;
  readonly key: RoomKey;
  readonly userId: string;
  readonly scene: WireScene;
  readonly videoCodec: EmulatorVideoCodec;
}

/** One client's stay in a room: it outlives its socket for a while, and its media path may be built anew. */
export class Session implements RoomMember, RecordSubject {
  readonly alias: string;
  readonly tinyId: string;
  readonly key: RoomKey;
  readonly appId: string;
  readonly room: string;
  readonly userId: string;
  readonly scene: WireScene;
  readonly videoCodec: EmulatorVideoCodec;
  readonly uplink: Uplink;
  readonly downlinks: Map<string, Downlink> = new Map();
  readonly media: MemberMedia;
  state: SessionState = 'joined';
  role: WireRole;
  ability: Ability;
  transport: ClientTransport | undefined;
  connection: Connection | undefined;
  /** What the client says that it publishes and has muted. */
  announced: SourceFlags = noSources;
  mutedByClient: SourceFlags = noSources;
  /** What the server's interface has muted. */
  mutedByServer: SourceFlags = noSources;
  /** When its socket went away; `undefined` while there is one. */
  absentSince: number | undefined;
  readonly #service: Service;
  readonly #end: (session: Session, reason: PutOutReason) => void;

  constructor(
    service: Service,
    identity: SessionIdentity,
    options: {
      role: WireRole;
      ability: Ability;
      connection: Connection;
      /** Takes it out of its room after it was told why. */
      end: (session: Session, reason: PutOutReason) => void;
    },
  ) {
    this.#service = service;
    this.#end = options.end;
    this.alias = identity.alias;
    this.tinyId = identity.tinyId;
    this.key = identity.key;
    this.appId = String(identity.key.sdkAppId);
    this.room = String(identity.key.room);
    this.userId = identity.userId;
    this.scene = identity.scene;
    this.videoCodec = identity.videoCodec;
    this.role = options.role;
    this.ability = options.ability;
    this.connection = options.connection;
    this.uplink = new Uplink({
      videoCodec: identity.videoCodec,
      sendRtcp: (packets) => this.transport?.sendRtcp(packets),
    });
    this.media = {
      source: (kind) => this.#source(kind),
      onReport: (listener) => this.uplink.onReport(listener),
    };
  }

  get published(): SourceFlags {
    return this.role === 20 ? this.announced : noSources;
  }

  get muted(): SourceFlags {
    const { mutedByClient: own, mutedByServer: server } = this;
    return {
      audio: own.audio || server.audio,
      bigVideo: own.bigVideo || server.bigVideo,
      smallVideo: own.smallVideo || server.smallVideo,
      auxVideo: own.auxVideo || server.auxVideo,
    };
  }

  tell(notice: NoticeName, data: Readonly<Record<string, unknown>>): void {
    this.connection?.tell(notice, data, this);
  }

  putOut(reason: PutOutReason): void {
    this.tell('kicked', { reason });
    this.#end(this, reason);
  }

  mediaChanged(publisher: RoomMember): void {
    this.downlinks.get(publisher.tinyId)?.refresh();
  }

  /** Opens a media path for an ability, in place of the one there was. */
  async openTransport(ability: Ability): Promise<ClientTransport> {
    const { settings, recorder, impairments } = this.#service;
    const before = this.transport;
    this.transport = undefined;
    await before?.close();
    this.ability = ability;
    const transport = await ClientTransport.open({
      address: settings.host,
      ability,
      onRtp: (packet) => {
        impairments.carry(this.alias, () => {
          if (!this.#isMuted(packet)) this.uplink.receive(packet);
        });
      },
      onRtcp: (packet) => {
        this.uplink.receiveRtcp(packet);
        for (const downlink of this.downlinks.values()) downlink.receiveRtcp(packet);
      },
      onState: (state) => {
        recorder.add('media', 'transport-state', this, { state });
        if (state === 'connected')
          for (const downlink of this.downlinks.values()) downlink.requestKeyFrames();
      },
    });
    if (this.state === 'ended') {
      await transport.close();
      throw new EmulatorError('invalid-state', 'the session has ended');
    }
    this.transport = transport;
    return transport;
  }

  /** Shows somebody's media to this client. */
  watch(publisher: RoomMember, wish: { ssrcs: ReadonlyMap<SourceKind, number>; wanted: SourceFlags }): void {
    this.downlinks.get(publisher.tinyId)?.close();
    const downlink = new Downlink({
      publisherTinyId: publisher.tinyId,
      publisher: {
        source: (kind) => publisher.media.source(kind),
        payloadType: (kind, packet) => this.#payloadType(publisher, { kind, packet }),
        onReport: (listener) => publisher.media.onReport(listener),
      },
      ...wish,
      send: (packet) => {
        this.#service.impairments.carry(this.alias, () => this.transport?.send(packet));
      },
      sendRtcp: (packets: RtcpPacket[]) => this.transport?.sendRtcp(packets),
    });
    this.downlinks.set(publisher.tinyId, downlink);
  }

  /** Stops showing somebody's media to this client. */
  unwatch(tinyId: string): void {
    this.downlinks.get(tinyId)?.close();
    this.downlinks.delete(tinyId);
  }

  /** Closes its media and lets go of its socket. */
  release(): void {
    this.state = 'ended';
    for (const tinyId of [...this.downlinks.keys()]) this.unwatch(tinyId);
    this.uplink.close();
    void this.transport?.close();
    this.transport = undefined;
    this.connection = undefined;
  }

  #source(kind: SourceKind): MediaSource | undefined {
    return this.published[kind] ? this.uplink.source(kind) : undefined;
  }

  #payloadType(
    publisher: RoomMember,
    { kind, packet }: { kind: SourceKind; packet: RtpPacket },
  ): number | undefined {
    const codec = publisher.media.source(kind)?.codec;
    if (codec === undefined) return undefined;
    const entry =
      publisher instanceof Session ? entryOf(publisher.ability, packet.header.payloadType) : undefined;
    return payloadTypeFor(this.ability, { codec, entry });
  }

  #isMuted({ header }: RtpPacket): boolean {
    const kind = this.uplink.kindOf(header.ssrc);
    return kind !== undefined && this.mutedByServer[kind];
  }
}
