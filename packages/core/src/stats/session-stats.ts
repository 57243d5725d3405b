import type { SourceKind } from '../model/source-kind.ts';

/** One reading. Plain immutable data. */
export interface SessionStats {
  /** Everything that is sent and received. */
  readonly media: readonly MediaStats[];
  /** The transport that it is sent over, where the browser tells. */
  readonly connections: readonly ConnectionStats[];
}

/** One source on its way over one connection. What a browser or vendor does not tell is undefined. */
export interface MediaStats {
  /** Which publication and connection it is; the same with each reading while they last. */
  readonly id: string;
  /** Tells whether it is the local source that is sent, or somebody else's that is received. */
  readonly direction: 'send' | 'receive';
  /** Which source; undefined where it cannot be told. */
  readonly source: SourceKind | undefined;
  /** Tells whether it is sound or a picture. */
  readonly kind: 'audio' | 'video';
  /** `Participant.id` of the sender, or of the receiver where each has a connection of their own; undefined for everybody. */
  readonly participantId: string | undefined;
  /** The time at which the browser counted, in milliseconds of its own clock. */
  readonly atMs: number;
  /** Bytes of media sent or received, ever, all simulcast layers together. */
  readonly bytes: number;
  /** Packets sent or received, ever. */
  readonly packets: number;
  /** Packets lost, ever; for what is sent, as the other end reports it. */
  readonly packetsLost: number | undefined;
  /** Bits per second since the reading given as `since`; undefined without one. */
  readonly bitrate: number | undefined;
  /** The part of packets lost since then, 0…1. */
  readonly lossFraction: number | undefined;
  /** The unevenness with which packets arrive, in milliseconds. */
  readonly jitterMs: number | undefined;
  /** There and back, in milliseconds. */
  readonly roundTripMs: number | undefined;
  /** The codec, such as `opus` or `VP8`. */
  readonly codec: string | undefined;
  /** Pictures a second. */
  readonly framesPerSecond: number | undefined;
  /** The largest picture, in pixels. */
  readonly width: number | undefined;
  /** See `width`. */
  readonly height: number | undefined;
  /** The reason that keeps the encoder from sending better: `none`, or which resource is short. Only for pictures that are sent. */
  readonly qualityLimitation: 'none' | 'cpu' | 'bandwidth' | 'other' | undefined;
}

/** One transport to the vendor, or to one participant. */
export interface ConnectionStats {
  /** The same with each reading while it lasts. */
  readonly id: string;
  /** Whose it is; undefined for everybody's. */
  readonly participantId: string | undefined;
  /** There and back, in milliseconds. */
  readonly roundTripMs: number | undefined;
  /** The rate that the browser believes can be sent, in bits per second. */
  readonly availableOutgoingBitrate: number | undefined;
  /** The way on which the media gets through: directly, or by a relay (TURN). */
  readonly path: 'direct' | 'relay' | undefined;
  /** Over what. */
  readonly protocol: 'udp' | 'tcp' | undefined;
}
