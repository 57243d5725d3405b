import { createHash, timingSafeEqual } from 'node:crypto';

import { randomId } from '../ids.ts';
import { textOf } from './requests.ts';
import { expectedIntegrity, stunAttributes, type StunMessage } from './stun-message.ts';

/** The realm that the relay asks credentials for. */
export const turnRealm: string = 'aliyun-emulator';

/** What came of looking at a request's credentials. */
export type TurnVerdict =
  | { readonly kind: 'accepted'; readonly owner: string; readonly key: Buffer }
  | { readonly kind: 'refused'; readonly code: 401 | 438 | 441; readonly reason: string };

/** Long-term credentials (RFC 8489, section 9.2) with HMAC-SHA1, which is what browsers use for TURN. */
export class TurnAuth {
  readonly nonce: string = randomId();
  readonly #password: string;
  readonly #ownerOf: (username: string) => string | undefined;

  /** `ownerOf` finds the session that a user name belongs to. */
  constructor(options: { password: string; ownerOf: (username: string) => string | undefined }) {
    this.#password = options.password;
    this.#ownerOf = options.ownerOf;
  }

  check(message: StunMessage, packet: Buffer): TurnVerdict {
    const username = textOf(message, stunAttributes.username);
    const digest = message.attributes.get(stunAttributes.messageIntegrity);
    if (username === undefined || digest === undefined || message.integrityOffset === undefined) {
      return { kind: 'refused', code: 401, reason: 'Unauthorized' };
    }
    if (textOf(message, stunAttributes.nonce) !== this.nonce) {
      return { kind: 'refused', code: 438, reason: 'Stale Nonce' };
    }
    const key = createHash('md5').update(`${username}:${turnRealm}:${this.#password}`).digest();
    const expected = expectedIntegrity(packet, message.integrityOffset, key);
    const owner = this.#ownerOf(username);
    if (digest.length !== expected.length || !timingSafeEqual(digest, expected) || owner === undefined) {
      return { kind: 'refused', code: 401, reason: 'Unauthorized' };
    }
    return { kind: 'accepted', owner, key };
  }
}
