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
  /** Who is in the room as that user now, if anybody. */
  readonly present?:
    | {
        /** The holder that their credential names. */
        readonly holder?: string | undefined;
        /** False while their connection is lost and may come back. */
        readonly connected: boolean;
      }
    | undefined;
}

/** What a credential grants. The claims of `verifyP2p` in `@jackfield/tokens/p2p` fit. */
export interface AdmissionGrant {
  /** When the credential ends, milliseconds since 1970; the membership ends then unless it is renewed. */
  readonly expiresAt?: number | undefined;
  /**
   * The client that the credential was made for. Only the same holder replaces a user who is present, and renews a credential;
   * anybody else is refused as `forbidden`. Where neither has one, whoever has a credential for the user counts as them.
   */
  readonly holder?: string | undefined;
  /** Set where the credential admits once: its id, which is refused from then on. */
  readonly oneTimeId?: string | undefined;
  /** The name that the others see, instead of what the client asked for; the client cannot change it then. */
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
