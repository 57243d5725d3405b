import type { TokenClock } from '../shared/clock.ts';
import type { LifetimeBounds } from '../shared/lifetime.ts';
import type { TokenProvider } from '../shared/provider.ts';
import type { TokenErrorCode } from '../shared/token-error.ts';
import type { TokenPermissions, TokenRole } from '../shared/token-request.ts';

/** What a client asked for, checked for shape but not for right. */
export interface AskedToken {
  /** One of the names in `providers`. */
  readonly provider: string;
  /** The room to enter: 1 to 64 of `A-Z a-z 0-9 _ -`. */
  readonly room: string;
  /** The user to enter as, by the client's own word: 1 to 64 of `A-Z a-z 0-9 _ -`. */
  readonly userId: string;
  /** What others shall read, at most 256 characters, and at most what the vendor takes. */
  readonly displayName?: string | undefined;
  /** The role it wants; absent for none in particular. */
  readonly role?: TokenRole | undefined;
  /** `companion`: a second connection of the same person, e.g. for a screen share. */
  readonly purpose?: 'main' | 'companion' | undefined;
  /** Why now: a first entry, a credential that runs out, or a connection that was lost. */
  readonly reason?: 'join' | 'expiring' | 'reconnect' | undefined;
  /** The lifetime it wants, seconds, within the bounds of the handler. */
  readonly lifetimeSeconds?: number | undefined;
}

/** What `authorize` decides by, beside what was asked for. */
export interface AuthorizeContext {
  /** For its headers: cookies, `Authorization`. Its body is already read. */
  readonly request: Request;
  /** The address that the mount passed on; `undefined` where it passed none. */
  readonly clientAddress: string | undefined;
  /** Who is in the room as that user now; `undefined` where nobody is, or where the handler was given no `presence`. */
  readonly present: PresentUser | undefined;
  /** Aborts when the handler gives up waiting. */
  readonly signal: AbortSignal;
}

/** Somebody who is in a room as the user that was asked for. */
export interface PresentUser {
  /** The holder that their credential names. */
  readonly holder?: string | undefined;
  /** False while their connection is lost and may come back. */
  readonly connected: boolean;
}

/** Yes, with what the holder gets instead of what was asked for; or no. Anything else counts as no. */
export type TokenDecision =
  | {
      readonly allow: true;
      /** The user that the server knows; what the client said is otherwise taken. */
      readonly userId?: string | undefined;
      readonly displayName?: string | undefined;
      readonly role?: TokenRole | undefined;
      readonly permissions?: TokenPermissions | undefined;
      readonly lifetimeSeconds?: number | undefined;
      /** The client that it is for, e.g. a digest of its cookie: for p2p, where nobody else may replace the user then. */
      readonly holder?: string | undefined;
      /** Admits once. For p2p; others refuse with `unsupported`. */
      readonly oneTime?: boolean | undefined;
    }
  | {
      readonly allow: false;
      /** 401 for somebody who must log in first, 403 (default) for somebody who may not. */
      readonly status?: 401 | 403 | undefined;
      /** For the person; default a general sentence. */
      readonly message?: string | undefined;
    };

/** Which other origins a browser may call from. Same-origin calls need no entry. */
export interface CorsOptions {
  /** Exact origins, `https://app.example`; no wildcards. */
  readonly origins: readonly string[];
  /** Lets browsers send cookies along. Default false. */
  readonly credentials?: boolean | undefined;
  /** How long a browser may remember a preflight, seconds. Default 600. */
  readonly maxAgeSeconds?: number | undefined;
}

/** A bucket of requests for each key, refilled at a steady rate. */
export interface RateLimitOptions {
  /** Requests that may come at once. Default 60. */
  readonly capacity?: number | undefined;
  /** Requests that come back each second. Default 10. */
  readonly refillPerSecond?: number | undefined;
  /** Buckets kept at most; the one unused longest goes first. Default 10000. */
  readonly maximumKeys?: number | undefined;
  /** Who counts as one. Default: the client's address, IPv6 by its /64 network; one bucket for all where there is no address. */
  readonly key?: ((request: Request, clientAddress: string | undefined) => string) | undefined;
}

/** One line for the log: no address, no ids, no names, no secrets. */
export interface TokenLogEntry {
  /** `info` for a token, `warn` for a refusal, `error` for a failure of the server. */
  readonly level: 'info' | 'warn' | 'error';
  /** What became of the request. */
  readonly event: 'token-issued' | 'token-refused' | 'token-failed';
  /** The HTTP status of the answer. */
  readonly status: number;
  /** Why there was no token; absent where there was one. */
  readonly code?: TokenErrorCode | undefined;
  /** The vendor that was asked for, where the server has it. */
  readonly provider?: string | undefined;
  /** The field or option that was at fault. */
  readonly field?: string | undefined;
  /** For failures of the server: what happened, with secrets taken out. */
  readonly detail?: string | undefined;
  /** How long the request took, milliseconds. */
  readonly durationMilliseconds: number;
}

/** Options of `createTokenHandler`. */
export interface TokenHandlerOptions {
  /** Vendors by the name that clients ask for, e.g. `{ livekit: livekitProvider(secrets) }`. */
  readonly providers: Readonly<Record<string, TokenProvider>>;
  /** Says who may have which token. Without it nobody may have any. */
  readonly authorize?:
    ((asked: AskedToken, context: AuthorizeContext) => TokenDecision | Promise<TokenDecision>) | undefined;
  /** Looks up who is in the room as that user, for `authorize`. */
  readonly presence?:
    ((asked: AskedToken) => PresentUser | undefined | Promise<PresentUser | undefined>) | undefined;
  /** Bounds of the lifetime, seconds. Default: 60 to 86400, 3600 when nothing is asked for. */
  readonly lifetimeSeconds?: Partial<LifetimeBounds> | undefined;
  /** Default: no other origin. */
  readonly cors?: CorsOptions | undefined;
  /** Default: 60 at once and 10 a second for each address. `false` where something in front limits already. */
  readonly rateLimit?: RateLimitOptions | false | undefined;
  /** The largest body that is read. Default 4096. */
  readonly maxBodyBytes?: number | undefined;
  /** How long the body, `authorize` and the minting may take, each, in milliseconds. Default 10000. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Time and timers. Default: those of the machine. */
  readonly clock?: TokenClock | undefined;
  /** Receives one entry for each request. One that throws is ignored. */
  readonly log?: ((entry: TokenLogEntry) => void) | undefined;
}

/** A standard handler; `clientAddress` is what the rate limit goes by. Never rejects. */
export type TokenHandler = (
  request: Request,
  context?: { readonly clientAddress?: string | undefined },
) => Promise<Response>;
