/** Names that the server can put into its own messages as they are. */
const plain = /^[A-Za-z0-9_-]{1,44}$/;

/** So much of a digest tells names apart. */
const digits = 40;

/**
 * The name of the text room that goes with a room. Measured on 1.1.2, which is Debian's: for somebody who vanishes the server writes their
 * goodbye into a hundred bytes. A longer name is cut off there, the goodbye is not understood, and the server ends with the next
 * message to that room. So longer names are digests, with a first letter that no portable name has.
 */
export async function textRoomName(room: string): Promise<string> {
  if (plain.test(room)) return room;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(room)));
  const text = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `.${text.slice(0, digits)}`;
}
