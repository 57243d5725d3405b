import type { SourceCodec } from '@jackfield/emulator-kit';
import type { RtpPacket } from 'werift';

import { beginsKeyFrame } from './key-frame.ts';

const kept = 512;
const sequenceRange = 0x1_0000;

/**
 * Rewrites packets of whatever source into one stream: the receiver's ssrc, and numbers that go on where the last source
 * stopped. After a change of the source it waits for a key frame, as pictures that lean on others would be garbage.
 */
export class StreamRewriter {
  readonly ssrc: number;
  readonly #sent = new Map<number, RtpPacket>();
  #from: number | undefined;
  #waitsForKeyFrame = false;
  #sequenceShift = 0;
  #timeShift = 0;
  #lastSequence: number | undefined;
  #lastTime = 0;

  constructor(ssrc: number) {
    this.ssrc = ssrc;
  }

  /** The packet as the receiver gets it; `undefined` while a key frame is missing. */
  rewrite(packet: RtpPacket, stream: { payloadType: number; codec: SourceCodec }): RtpPacket | undefined {
    const { header, payload } = packet;
    if (header.ssrc !== this.#from) this.#turnTo(header);
    if (this.#waitsForKeyFrame) {
      if (!beginsKeyFrame(stream.codec, payload)) return undefined;
      this.#waitsForKeyFrame = false;
      this.#anchor(header);
    }
    const copy = packet.clone();
    copy.header.ssrc = this.ssrc;
    copy.header.payloadType = stream.payloadType;
    copy.header.sequenceNumber = modulo(header.sequenceNumber + this.#sequenceShift, sequenceRange);
    copy.header.timestamp = (header.timestamp + this.#timeShift) >>> 0;
    copy.header.extensions = [];
    copy.header.extension = false;
    copy.header.csrc = [];
    copy.header.csrcLength = 0;
    this.#keep(copy);
    return copy;
  }

  /** A packet that was sent and is asked for again. */
  sent(sequenceNumber: number): RtpPacket | undefined {
    return this.#sent.get(sequenceNumber);
  }

  /** A time of the source as the receiver knows it. */
  timeOf(timestamp: number): number {
    return (timestamp + this.#timeShift) >>> 0;
  }

  #turnTo(header: RtpPacket['header']): void {
    const isFirst = this.#from === undefined;
    this.#from = header.ssrc;
    if (!isFirst) this.#waitsForKeyFrame = true;
  }

  /** Goes on behind what was sent last; a thirtieth of a second later on the clock of pictures. */
  #anchor(header: RtpPacket['header']): void {
    if (this.#lastSequence === undefined) return;
    this.#sequenceShift = modulo(this.#lastSequence + 1 - header.sequenceNumber, sequenceRange);
    this.#timeShift = (this.#lastTime + 3000 - header.timestamp) | 0;
  }

  #keep(packet: RtpPacket): void {
    const { sequenceNumber, timestamp } = packet.header;
    const last = this.#lastSequence;
    if (last === undefined || modulo(sequenceNumber - last, sequenceRange) < sequenceRange / 2) {
      this.#lastSequence = sequenceNumber;
      this.#lastTime = timestamp;
    }
    this.#sent.set(sequenceNumber, packet);
    if (this.#sent.size > kept) {
      const oldest = this.#sent.keys().next().value;
      if (oldest !== undefined) this.#sent.delete(oldest);
    }
  }
}

function modulo(value: number, range: number): number {
  return ((value % range) + range) % range;
}
