import type { SourceCodec } from '@jackfield/emulator-kit';

/** Tells an RTP payload that begins a picture which needs no other (RFC 7741, RFC 6184). */
export function beginsKeyFrame(codec: SourceCodec, payload: Buffer): boolean {
  if (codec === 'VP8') return beginsVp8(payload);
  if (codec === 'H264') return beginsH264(payload);
  return true;
}

function beginsVp8(payload: Buffer): boolean {
  const first = payload[0] ?? 0;
  const isStart = (first & 0x10) !== 0 && (first & 0x07) === 0;
  if (!isStart) return false;
  let offset = 1;
  if ((first & 0x80) !== 0) {
    const extension = payload[1] ?? 0;
    offset = 2;
    if ((extension & 0x80) !== 0) offset += ((payload[2] ?? 0) & 0x80) === 0 ? 1 : 2;
    if ((extension & 0x40) !== 0) offset += 1;
    if ((extension & 0x30) !== 0) offset += 1;
  }
  return ((payload[offset] ?? 1) & 0x01) === 0;
}

function beginsH264(payload: Buffer): boolean {
  const type = (payload[0] ?? 0) & 0x1f;
  if (type === 5 || type === 7) return true;
  // STAP-A: parameter sets travel in front of the picture.
  if (type === 24) return ((payload[3] ?? 0) & 0x1f) === 7;
  return type === 28 && ((payload[1] ?? 0) & 0x80) !== 0 && ((payload[1] ?? 0) & 0x1f) === 5;
}
