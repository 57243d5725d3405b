import { type SourceKind, sourceKinds } from '@jackfield/core/adapter';

/** The vendor's bound on a message. */
const vendorBytes = 1000;
/** What the frame and the topic of a message may take of it. */
const frameBytes = 100;

/** The most bytes of a message's text. */
export const maximumMessageBytes: number = vendorBytes - frameBytes;

/** The vendor's channel (1 to 10) of an app's messages: a topic, a zero byte, the text. Bare clients may send plain text. */
export const textChannel = 1;
/** The channel on which adapters tell each other what is muted. */
export const muteChannel = 10;

/** Bytes of a message; undefined where they are too many for the vendor. */
export function encodeText(topic: string, text: string): ArrayBuffer | undefined {
  const bytes = new TextEncoder().encode(`${topic}\0${text}`);
  return bytes.byteLength > vendorBytes ? undefined : bytes.buffer;
}

/** A message as it was sent; without a topic where a bare client sent it. */
export function decodeText(data: ArrayBuffer): { readonly topic: string; readonly text: string } {
  const whole = new TextDecoder().decode(data);
  const end = whole.indexOf('\0');
  return end < 0 ? { topic: '', text: whole } : { topic: whole.slice(0, end), text: whole.slice(end + 1) };
}

/** Bytes that say which of the own sources are muted, all of them. */
export function encodeMuted(muted: Iterable<SourceKind>): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify({ muted: [...muted] })).buffer;
}

/** The sources that somebody says are muted; undefined for anything else. */
export function decodeMuted(data: ArrayBuffer): ReadonlySet<SourceKind> | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(data));
    if (typeof parsed !== 'object' || parsed === null || !('muted' in parsed)) return undefined;
    const { muted } = parsed;
    if (!Array.isArray(muted)) return undefined;
    return new Set(sourceKinds.filter((source) => muted.includes(source)));
  } catch {
    return undefined;
  }
}
