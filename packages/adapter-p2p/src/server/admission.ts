import type { MemberPermissions, MemberSource } from '../protocol/member-state.ts';
import type { RefusalCode } from '../protocol/server-frames.ts';

/** Who wants to enter. */
export interface AdmissionRequest {
  /** What the client handed over, if anything. Untrusted. */
  readonly credential: string | undefined;
  /** The room it wants to enter. */
  readonly room: string;
  /** The user it says to be. */
  readonly userId: string;
  /** The page's origin as the browser told it; undefined for other clients. */
  readonly origin: string | undefined;
}

/** What a credential grants. The claims of `verifyP2p` in `@jackfield/tokens/p2p` fit. */
export interface AdmissionGrant {
  /** When the credential ends, milliseconds since 1970; the membership ends then unless it is renewed. */
  readonly expiresAt?: number | undefined;
  /** Overrides the name that the client asked for. */
  readonly displayName?: string | undefined;
  /** The role; `host` may moderate unless `permissions` says otherwise. */
  readonly role?: string | undefined;
  /** What may be done; everything but moderation where left out. */
  readonly permissions?:
    | {
        readonly publish?: readonly MemberSource[] | undefined;
        readonly subscribe?: boolean | undefined;
        readonly messages?: boolean | undefined;
        readonly moderate?: boolean | undefined;
      }
    | undefined;
}

/**
 * Checks a credential: resolves with what it grants, or rejects. A rejection whose `code` is `credential-invalid`,
 * `credential-expired`, `forbidden`, `room-full` or `room-closed` is told to the client with its message; anything else
 * is told as `server-error` without its message.
 */
export type VerifyCredential = (request: AdmissionRequest) => Promise<AdmissionGrant>;

/** Everybody may do everything: for development, where no `verify` is given. */
export const openAdmission: VerifyCredential = () => Promise.resolve({ permissions: { moderate: true } });

const everything = ['microphone', 'camera', 'screen', 'screen-audio'] as const;

/** A grant as the permissions that the members see. */
export function permissionsOf(grant: AdmissionGrant): MemberPermissions {
  const { permissions = {}, role } = grant;
  return {
    publish: permissions.publish ?? everything,
    subscribe: permissions.subscribe ?? true,
    sendMessages: permissions.messages ?? true,
    moderate: permissions.moderate ?? role === 'host',
  };
}

const toldCodes: ReadonlySet<string> = new Set<RefusalCode>([
  'credential-invalid',
  'credential-expired',
  'forbidden',
  'room-full',
  'room-closed',
]);

/** A rejection of `verify` as what the client is told. */
export function refusalOf(error: unknown): { readonly code: RefusalCode; readonly message: string } {
  if (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    toldCodes.has(error.code)
  ) {
    return { code: error.code as RefusalCode, message: error.message };
  }
  return { code: 'server-error', message: 'The credential could not be checked. Try again later.' };
}
