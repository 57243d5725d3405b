import type { JanusCredential } from './credential.ts';

/** When a credential ends, in milliseconds since 1970, as its signed token says; undefined where it does not. Verifies nothing. */
export function tokenEnd({ token }: Pick<JanusCredential, 'token'>): number | undefined {
  const seconds = /^(\d{1,12}),/.exec(token ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** How long it is valid yet, milliseconds; undefined where that cannot be told. */
export function tokenLeftMs(credential: Pick<JanusCredential, 'token'>, now: number): number | undefined {
  const end = tokenEnd(credential);
  return end === undefined ? undefined : Math.max(0, end - now);
}
