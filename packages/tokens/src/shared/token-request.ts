import { TokenError } from './token-error.ts';

/** What a person can send into a call. */
export type MediaSource = 'microphone' | 'camera' | 'screen' | 'screen-audio';

/** Every source. */
export const mediaSources: readonly MediaSource[] = ['microphone', 'camera', 'screen', 'screen-audio'];

/** `host` may publish, `audience` only listens and watches. */
export type TokenRole = 'host' | 'audience';

const roles: readonly unknown[] = ['host', 'audience'];

/** What the holder of a credential may do. A vendor whose credential cannot carry it refuses with `unsupported`. */
export interface TokenPermissions {
  /** Sources that may be published; an empty list for none. */
  readonly publish?: readonly MediaSource[] | undefined;
  /** May receive the media of others. Default true. */
  readonly subscribe?: boolean | undefined;
  /** May send messages through the vendor. Default true. */
  readonly messages?: boolean | undefined;
  /**
   * May change the own name during the call. Default false. For LiveKit, whose grant for it (`canUpdateOwnMetadata`) covers the own
   * metadata and attributes too; the credentials of the others have no place for it.
   */
  readonly rename?: boolean | undefined;
}

/** Who wants to join what. */
export interface TokenRequest {
  /** The room to enter: 1 to 64 of `A-Z a-z 0-9 _ -`; any other is refused with `invalid-argument`. */
  readonly room: string;
  /** The user to enter as: 1 to 64 of `A-Z a-z 0-9 _ -`; any other is refused with `invalid-argument`. */
  readonly userId: string;
  /** What others read; goes into the credential where the vendor has a place for it. At most 256 characters, 128 for p2p. */
  readonly displayName?: string | undefined;
  /** `audience` publishes nothing unless `permissions` say otherwise. Default: as a host. */
  readonly role?: TokenRole | undefined;
  /** What the holder may do. Default: everything that the role may. */
  readonly permissions?: TokenPermissions | undefined;
  /** How long the credential admits, seconds. */
  readonly lifetimeSeconds?: number | undefined;
  /**
   * The client that the credential is for, e.g. a digest of its cookie: 1 to 64 of `A-Z a-z 0-9 _ -`. Signalling lets nobody but the
   * same holder replace a user who is present. For p2p; the other vendors' credentials have no place for it and go without.
   */
  readonly holder?: string | undefined;
  /** Admits once. For p2p; the other vendors refuse with `unsupported`. Default: as often as wanted until it ends. */
  readonly oneTime?: boolean | undefined;
}

/** What every `mintX` takes beside the request and the secrets. */
export interface MintOptions {
  /** The time to mint at, milliseconds since 1970. Default: now. */
  readonly now?: number | undefined;
}

/** A credential and how long it admits. */
export interface Minted<Credential> {
  /** Handed to the adapter as it is. */
  readonly credential: Credential;
  /** When it stops to admit, milliseconds since 1970 by the server's clock. */
  readonly expiresAt: number;
  /** The same as a duration, for clients whose clock is wrong. */
  readonly lifetimeSeconds: number;
}

/** Permissions with every default filled in. */
export interface GrantedPermissions {
  readonly publish: readonly MediaSource[];
  readonly subscribe: boolean;
  readonly messages: boolean;
  readonly rename: boolean;
}

/** Fills in the defaults by role. Throws `invalid-argument` for a role or a permission that does not exist. */
export function grantedPermissions(request: TokenRequest): GrantedPermissions {
  const { role, permissions } = request;
  if (role !== undefined && !roles.includes(role)) {
    throw new TokenError('invalid-argument', 'role must be "host" or "audience".', { field: 'role' });
  }
  const wrong = (part: string, must: string): never => {
    const field = `permissions.${part}`;
    throw new TokenError('invalid-argument', `${field} must be ${must}.`, { field });
  };
  const publish = permissions?.publish;
  if (publish !== undefined && !isSourceList(publish)) {
    wrong('publish', `a list of ${mediaSources.join(', ')}`);
  }
  for (const part of ['subscribe', 'messages', 'rename'] as const) {
    const value = permissions?.[part];
    if (value !== undefined && typeof value !== 'boolean') wrong(part, 'true or false');
  }
  return {
    publish: publish ?? (role === 'audience' ? [] : mediaSources),
    subscribe: permissions?.subscribe ?? true,
    messages: permissions?.messages ?? true,
    rename: permissions?.rename ?? false,
  };
}

/** Refuses what no credential of these vendors can carry. Throws `unsupported`. */
export function refuseOneTime({ oneTime }: TokenRequest): void {
  if (oneTime !== true) return;
  const message = 'A credential of this vendor admits as often as it is shown: leave oneTime out.';
  throw new TokenError('unsupported', message, { field: 'oneTime' });
}

function isSourceList(value: unknown): boolean {
  const known: readonly unknown[] = mediaSources;
  return Array.isArray(value) && value.every((source) => known.includes(source));
}

/** The longest name that any vendor here takes: LiveKit's servers refuse longer ones (`max_participant_name_length`). */
export const longestDisplayName = 256;

/** Tells whether a text is a name that can be shown: not empty, not longer, and without control characters. */
export function isDisplayName(value: unknown, maximum: number = longestDisplayName): boolean {
  return (
    typeof value === 'string' && value !== '' && value.length <= maximum && !/[\p{Cc}\p{Cs}]/u.test(value)
  );
}

/** Returns the display name when it can be shown. Throws `invalid-argument`. */
export function checkDisplayName(value: unknown, maximum: number = longestDisplayName): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && isDisplayName(value, maximum)) return value;
  const message = `displayName must be 1 to ${maximum} characters without control characters.`;
  throw new TokenError('invalid-argument', message, { field: 'displayName' });
}
