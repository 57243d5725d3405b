import { randomBytes } from 'node:crypto';
import type { AdmissionGrant, VerifyCredential } from '@jackfield/adapter-p2p/server';
import {
  createTokenHandler,
  type TokenHandler,
  type TokenLogEntry,
  type TokenProvider,
} from '@jackfield/tokens';
import { p2pProvider, verifyP2p, type P2pSecrets } from '@jackfield/tokens/p2p';
import { showsInvitation } from './invitation.ts';

/** What credentials are made from. */
export interface CredentialParts {
  /** The keys of signalling; new ones for this process where left out, so that what was handed out before is void. */
  readonly secrets: P2pSecrets | undefined;
  /** Other vendors that it hands out credentials for, by name. */
  readonly providers?: Readonly<Record<string, TokenProvider>>;
  /** The secret that whoever asks must show; left out, nobody is asked for one. */
  readonly invitation?: string | undefined;
  /** Origins of pages, beside the server's own, that may ask. */
  readonly allowedOrigins: readonly string[];
  readonly log: (entry: TokenLogEntry) => void;
}

/** Both ends of a credential: handing it out, and checking it when somebody enters a room. */
export interface Credentials {
  readonly handOut: TokenHandler;
  readonly verify: VerifyCredential;
}

/** Makes both around the same keys. */
export function createCredentials({
  secrets,
  providers = {},
  invitation,
  allowedOrigins,
  log,
}: CredentialParts): Credentials {
  const keys = secrets ?? { current: randomBytes(32) };
  return {
    handOut: createTokenHandler({
      providers: { ...providers, p2p: p2pProvider(keys) },
      // This server knows nobody: whoever can open its page, and has the invitation where there is one, may enter any room, as anybody who is not there yet, and
      // moderates nothing. An app with accounts says here who may do what.
      authorize: ({ role }, { request }) => {
        if (invitation !== undefined && !showsInvitation(request, invitation)) {
          return { allow: false, status: 401, message: 'Open the link that you were invited with.' };
        }
        return role === undefined ? { allow: true } : { allow: false };
      },
      cors: { origins: allowedOrigins },
      log,
    }),
    verify: async ({ credential, room, userId }): Promise<AdmissionGrant> => {
      const { expiresAt, displayName, role, permissions } = await verifyP2p(credential, {
        keys,
        room,
        userId,
      });
      return { expiresAt, displayName, role, permissions };
    },
  };
}
