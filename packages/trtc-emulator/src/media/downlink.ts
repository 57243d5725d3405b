import type { MediaSource } from '@jackfield/emulator-kit';
import {
  GenericNack,
  RtcpPayloadSpecificFeedback,
  RtcpSenderInfo,
  RtcpSrPacket,
  RtcpTransportLayerFeedback,
  type RtcpPacket,
  type RtpPacket,
} from 'werift';

import type { SourceFlags, SourceKind } from '../wire/source-kinds.ts';
import { StreamRewriter } from './stream-rewriter.ts';

/** The streams of a receiver: a small picture travels in place of the big one. */
export type ReceivedKind = Exclude<SourceKind, 'smallVideo'>;

/** The media of somebody in a room. */
export interface MemberMedia {
  source(kind: SourceKind): MediaSource | undefined;
  onReport(listener: (kind: SourceKind, report: RtcpSrPacket) => void): () => void;
}

/** The media of somebody as one receiver gets it. */
export interface DownlinkPublisher extends MemberMedia {
  /** The payload number for the receiver; `undefined` where it cannot decode what is sent. */
  payloadType(kind: SourceKind, packet: RtpPacket): number | undefined;
}

/** One person's media on its way to another. */
export class Downlink {
  readonly publisherTinyId: string;
  readonly #publisher: DownlinkPublisher;
  readonly #send: (packet: RtpPacket) => void;
  readonly #sendRtcp: (packets: RtcpPacket[]) => void;
  readonly #rewriters = new Map<ReceivedKind, StreamRewriter>();
  readonly #undo: (() => void)[] = [];
  #wanted: SourceFlags;

  constructor(options: {
    publisherTinyId: string;
    publisher: DownlinkPublisher;
    ssrcs: ReadonlyMap<SourceKind, number>;
    wanted: SourceFlags;
    send: (packet: RtpPacket) => void;
    sendRtcp: (packets: RtcpPacket[]) => void;
  }) {
    this.publisherTinyId = options.publisherTinyId;
    this.#publisher = options.publisher;
    this.#wanted = options.wanted;
    this.#send = options.send;
    this.#sendRtcp = options.sendRtcp;
    for (const kind of ['audio', 'bigVideo', 'auxVideo'] as const) {
      const ssrc = options.ssrcs.get(kind);
      if (ssrc !== undefined) this.#rewriters.set(kind, new StreamRewriter(ssrc));
    }
    this.#listen();
  }

  get wanted(): SourceFlags {
    return this.#wanted;
  }

  /** Changes what is forwarded. */
  select(wanted: SourceFlags): void {
    this.#wanted = wanted;
    this.refresh();
  }

  /** Looks at the publisher anew: it sends something else now, or the receiver has a new path. */
  refresh(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#listen();
  }

  /** Asks for pictures that stand alone, of everything that is wanted. */
  requestKeyFrames(): void {
    for (const kind of ['bigVideo', 'auxVideo'] as const) {
      const shown = this.#shown(kind);
      if (shown !== undefined) this.#publisher.source(shown)?.requestKeyFrame();
    }
  }

  receiveRtcp(packet: RtcpPacket): void {
    if (packet instanceof RtcpPayloadSpecificFeedback) {
      const { feedback } = packet;
      const kind = 'mediaSsrc' in feedback ? this.#kindOf(feedback.mediaSsrc) : undefined;
      const shown = kind === undefined ? undefined : this.#shown(kind);
      if (shown !== undefined) this.#publisher.source(shown)?.requestKeyFrame();
    } else if (packet instanceof RtcpTransportLayerFeedback && packet.feedback instanceof GenericNack) {
      const kind = this.#kindOf(packet.feedback.mediaSourceSsrc);
      const rewriter = kind === undefined ? undefined : this.#rewriters.get(kind);
      for (const lost of packet.feedback.lost) {
        const again = rewriter?.sent(lost);
        if (again !== undefined) this.#send(again);
      }
    }
  }

  close(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #listen(): void {
    for (const [kind, rewriter] of this.#rewriters) {
      const shown = this.#shown(kind);
      const source = shown === undefined ? undefined : this.#publisher.source(shown);
      if (shown === undefined || source === undefined) continue;
      this.#undo.push(
        source.listen((packet) => {
          const payloadType = this.#publisher.payloadType(shown, packet);
          if (payloadType === undefined) return;
          const forwarded = rewriter.rewrite(packet, { payloadType, codec: source.codec });
          if (forwarded === undefined) source.requestKeyFrame();
          else this.#send(forwarded);
        }),
      );
      source.requestKeyFrame();
    }
    this.#undo.push(
      this.#publisher.onReport((kind, report) => {
        this.#forwardReport(kind, report);
      }),
    );
  }

  /** Passes the sender's clock on, so that a receiver can bring sound and picture together. */
  #forwardReport(sent: SourceKind, { senderInfo }: RtcpSrPacket): void {
    for (const [kind, rewriter] of this.#rewriters) {
      if (this.#shown(kind) !== sent) continue;
      const { ntpTimestamp, rtpTimestamp, packetCount, octetCount } = senderInfo;
      const info = new RtcpSenderInfo({
        ntpTimestamp,
        rtpTimestamp: rewriter.timeOf(rtpTimestamp),
        packetCount,
        octetCount,
      });
      this.#sendRtcp([new RtcpSrPacket({ ssrc: rewriter.ssrc, senderInfo: info, reports: [] })]);
    }
  }

  /** Which stream of the publisher travels as this one of the receiver. */
  #shown(kind: ReceivedKind): SourceKind | undefined {
    if (kind !== 'bigVideo') return this.#wanted[kind] ? kind : undefined;
    if (this.#wanted.smallVideo) return 'smallVideo';
    return this.#wanted.bigVideo ? 'bigVideo' : undefined;
  }

  #kindOf(ssrc: number): ReceivedKind | undefined {
    for (const [kind, rewriter] of this.#rewriters) if (rewriter.ssrc === ssrc) return kind;
    return undefined;
  }
}
