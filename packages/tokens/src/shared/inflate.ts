import { inflateSync } from 'node:zlib';

/** What a credential may inflate to; a few hundred bytes are usual. */
const maximumInflatedBytes = 16_384;
/** What a credential may be; anything longer is refused unread. */
const maximumDeflatedCharacters = 8192;

/**
 * Reads base64 of a zlib stream, both exact: no other spelling, nothing behind the end, no bomb.
 * Returns the reason in words when it is none.
 */
export function inflateBase64(text: string): Buffer | string {
  if (text.length > maximumDeflatedCharacters)
    return `it is longer than ${maximumDeflatedCharacters} characters`;
  const deflated = Buffer.from(text, 'base64');
  if (deflated.length === 0 || deflated.toString('base64') !== text)
    return 'it is not base64: cut off, or altered on the way';
  let inflated: Buffer;
  try {
    inflated = inflateSync(deflated, { maxOutputLength: maximumInflatedBytes });
  } catch {
    // Whatever zlib says about it (bad header, wrong sum, too long): for a reader the text was altered.
    return 'what it holds cannot be decompressed: cut off, or altered on the way';
  }
  // zlib stops at the end of its stream; the sum of the content being last shows that nothing follows.
  if (deflated.length < 4 || deflated.readUInt32BE(deflated.length - 4) !== adler32(inflated)) {
    return 'something was added behind its end';
  }
  return inflated;
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}
