import type { TokenPermissions, TokenRole } from '../shared/token-request.ts';

/** Keys of the peer-to-peer signalling credential. They stay on the servers. */
export interface P2pSecrets {
  /** Signs new credentials. At least 32 bytes. */
  readonly current: string | Uint8Array;
  /** Keys that were `current` before and still verify, until the credentials they signed have ended. */
  readonly previous?: readonly (string | Uint8Array)[] | undefined;
}

/** What `adapter-p2p` hands to the signalling server. */
export type P2pCredential = {
  /** A compact JWT, HS256, bound to one room and one user. */
  readonly token: string;
};

/** What a verified credential says. */
export interface P2pClaims {
  /** The only room that it admits to. */
  readonly room: string;
  /** The only user that it admits. */
  readonly userId: string;
  /** What others read; absent where none was given. */
  readonly displayName?: string | undefined;
  /** What the holder may do in general; absent for no restriction. */
  readonly role?: TokenRole | undefined;
  /** What the holder may do in particular; absent for what the role may. */
  readonly permissions?: TokenPermissions | undefined;
  /** Unique for each credential, so that a server can refuse to take one twice. */
  readonly id: string;
  /** The client that it was made for; absent where none was named. */
  readonly holder?: string | undefined;
  /** Set where it admits once: the server keeps `id` until `expiresAt`. */
  readonly oneTime?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
