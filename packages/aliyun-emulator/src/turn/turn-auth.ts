import { createHash, timingSafeEqual } from 'node:crypto';

import { randomId } from '@jackfield/emulator-kit';

import { textOf } from './requests.ts';
import { expectedIntegrity, stunAttributes, type StunMessage } from './stun-message.ts';

/** The realm that the relay asks credentials for. */
export const turnRealm: string = 'aliyun-emulator';

/** What came of looking at a request's credentials. */
export type TurnVerdict =
  | { readonly kind: 'accepted'; readonly owner: string; readonly key: Buffer }
  | { readonly kind: 'refused'; readonly code: 401 | 438 | 441; readonly reason: string };

/** Whose user name it is. */
export interface TurnOwner {
  /** The session's short name. */
  readonly alias: string;
  /** The password of an app whose server gives a TURN pair of its own: the join's token. */
  readonly token: string;
}

/** Long-term credentials (RFC 8489, section 9.2) with HMAC-SHA1, which is what browsers use for TURN. */
export class TurnAuth {
  readonly nonce: string = randomId();
  readonly #password: string;
  readonly #ownerOf: (username: string) => TurnOwner | undefined;

  /** `ownerOf` finds the session that a user name belongs to. */
  constructor(options: { password: string; ownerOf: (username: string) => TurnOwner | undefined }) {
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
    const owner = this.#ownerOf(username);
    // The SDK takes its built-in password, or the one of `authInfo.turn`, which an app's server makes from the token.
    for (const password of owner === undefined ? [] : [this.#password, owner.token]) {
      const key = createHash('md5').update(`${username}:${turnRealm}:${password}`).digest();
      const expected = expectedIntegrity(packet, message.integrityOffset, key);
      if (owner !== undefined && digest.length === expected.length && timingSafeEqual(digest, expected)) {
        return { kind: 'accepted', owner: owner.alias, key };
      }
    }
    return { kind: 'refused', code: 401, reason: 'Unauthorized' };
  }
}
