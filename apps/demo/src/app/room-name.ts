import { portableIdPattern } from '@jackfield/core';

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Whether every provider accepts this as a room. */
export function isRoomName(text: string): boolean {
  return portableIdPattern.test(text);
}

/** The room that a person most likely meant; undefined if nothing of the text can be kept. */
export function suggestRoomName(text: string): string | undefined {
  const suggestion = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return suggestion === '' ? undefined : suggestion;
}

/** A short text that nobody else has: `length` characters that are hard to mix up. */
export function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
