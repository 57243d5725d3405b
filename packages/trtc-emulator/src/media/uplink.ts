import { MediaSource, type EmulatorVideoCodec, type SourceCodec } from '@jackfield/emulator-kit';
import {
  PictureLossIndication,
  ReceiverEstimatedMaxBitrate,
  RtcpPayloadSpecificFeedback,
  RtcpReceiverInfo,
  RtcpRrPacket,
  RtcpSrPacket,
  type RtcpPacket,
  type RtpPacket,
} from 'werift';

import { sourceKinds, type SourceKind } from '../wire/source-kinds.ts';

const feedbackSsrc = 1;
const allowedBitrate = 6_000_000n;

/** What came in of one stream, against what was sent. */
export interface UplinkCount {
  readonly expected: number;
  readonly received: number;
}

/** What a client sends: four streams by the numbers that it announced. */
export class Uplink {
  readonly #sources: ReadonlyMap<SourceKind, MediaSource>;
  readonly #reports = new Set<(kind: SourceKind, report: RtcpSrPacket) => void>();
  readonly #highest = new Map<
    SourceKind,
    { first: number; last: number; cycles: number; lastReport: number }
  >();
  readonly #sendRtcp: (packets: RtcpPacket[]) => void;
  #kinds = new Map<number, SourceKind>();

  constructor(options: { videoCodec: EmulatorVideoCodec; sendRtcp: (packets: RtcpPacket[]) => void }) {
    this.#sendRtcp = options.sendRtcp;
    const make = (kind: SourceKind): MediaSource => {
      const codec: SourceCodec = kind === 'audio' ? 'opus' : options.videoCodec;
      return new MediaSource(codec, {
        askForKeyFrame: () => {
          this.#askForKeyFrame(kind);
        },
      });
    };
    this.#sources = new Map(sourceKinds.map((kind) => [kind, make(kind)]));
  }

  source(kind: SourceKind): MediaSource | undefined {
    return this.#sources.get(kind);
  }

  /** Takes the numbers that the client sends with from now on. */
  announce(ssrcs: ReadonlyMap<SourceKind, number>): void {
    this.#kinds = new Map([...ssrcs].map(([kind, ssrc]) => [ssrc, kind]));
    this.#highest.clear();
  }

  kindOf(ssrc: number): SourceKind | undefined {
    return this.#kinds.get(ssrc);
  }

  receive(packet: RtpPacket): void {
    const kind = this.#kinds.get(packet.header.ssrc);
    if (kind === undefined) return;
    this.#count(kind, packet.header.sequenceNumber);
    this.#sources.get(kind)?.push(packet);
  }

  receiveRtcp(packet: RtcpPacket): void {
    if (!(packet instanceof RtcpSrPacket)) return;
    const kind = this.#kinds.get(packet.ssrc);
    if (kind === undefined) return;
    const state = this.#highest.get(kind);
    if (state !== undefined)
      state.lastReport = Number((packet.senderInfo.ntpTimestamp >> 16n) & 0xffff_ffffn);
    for (const listener of this.#reports) listener(kind, packet);
  }

  /** Calls back with every report of the sender's clock. Returns the undo. */
  onReport(listener: (kind: SourceKind, report: RtcpSrPacket) => void): () => void {
    this.#reports.add(listener);
    return () => this.#reports.delete(listener);
  }

  /** Tells the client that all is well, so that its estimate of the bandwidth grows beyond the start. */
  sendFeedback(): void {
    const reports: RtcpReceiverInfo[] = [];
    const videos: number[] = [];
    for (const [ssrc, kind] of this.#kinds) {
      const state = this.#highest.get(kind);
      if (state === undefined) continue;
      const highestSequence = state.cycles * 0x1_0000 + state.last;
      reports.push(new RtcpReceiverInfo({ ssrc, highestSequence, lsr: state.lastReport, dlsr: 0 }));
      if (kind !== 'audio') videos.push(ssrc);
    }
    if (reports.length === 0) return;
    const packets: RtcpPacket[] = [new RtcpRrPacket({ ssrc: feedbackSsrc, reports })];
    if (videos.length > 0) {
      const feedback = new ReceiverEstimatedMaxBitrate({
        senderSsrc: feedbackSsrc,
        mediaSsrc: 0,
        ssrcNum: videos.length,
        ssrcFeedbacks: videos,
        ...exponentOf(allowedBitrate),
      });
      packets.push(new RtcpPayloadSpecificFeedback({ feedback }));
    }
    this.#sendRtcp(packets);
  }

  /** What was sent and what came in, of sound and of pictures. */
  counts(): { readonly audio: UplinkCount; readonly video: UplinkCount } {
    const sum = (kinds: readonly SourceKind[]): UplinkCount => {
      let [expected, received] = [0, 0];
      for (const kind of kinds) {
        const state = this.#highest.get(kind);
        if (state === undefined) continue;
        expected += state.cycles * 0x1_0000 + state.last - state.first + 1;
        received += this.#sources.get(kind)?.counters.packets ?? 0;
      }
      return { expected, received: Math.min(received, expected) };
    };
    return { audio: sum(['audio']), video: sum(['bigVideo', 'smallVideo', 'auxVideo']) };
  }

  close(): void {
    for (const source of this.#sources.values()) source.close();
    this.#reports.clear();
  }

  #count(kind: SourceKind, sequence: number): void {
    const state = this.#highest.get(kind);
    if (state === undefined) {
      this.#highest.set(kind, { first: sequence, last: sequence, cycles: 0, lastReport: 0 });
      return;
    }
    const step = (sequence - state.last + 0x1_0000) % 0x1_0000;
    if (step === 0 || step >= 0x8000) return;
    if (sequence < state.last) state.cycles += 1;
    state.last = sequence;
  }

  #askForKeyFrame(kind: SourceKind): void {
    for (const [mediaSsrc, named] of this.#kinds) {
      if (named !== kind || kind === 'audio') continue;
      const feedback = new PictureLossIndication({ senderSsrc: feedbackSsrc, mediaSsrc });
      this.#sendRtcp([new RtcpPayloadSpecificFeedback({ feedback })]);
    }
  }
}

function exponentOf(bitrate: bigint): { bitrate: bigint; brExp: number; brMantissa: number } {
  let mantissa = bitrate;
  let brExp = 0;
  for (; mantissa > 0x3_ffffn; brExp += 1) mantissa >>= 1n;
  return { bitrate, brExp, brMantissa: Number(mantissa) };
}
