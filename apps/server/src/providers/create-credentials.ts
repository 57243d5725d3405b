import { randomBytes } from 'node:crypto';
import type { AdmissionGrant, VerifyCredential } from '@jackfield/adapter-p2p/server';
import {
  createTokenHandler,
  type AskedToken,
  type PresentUser,
  type TokenDecision,
  type TokenHandler,
  type TokenLogEntry,
  type TokenProvider,
} from '@jackfield/tokens';
import { p2pProvider, verifyP2p, type P2pSecrets } from '@jackfield/tokens/p2p';
import type { ClientCookie } from '../http/client-cookie.ts';
import { IdentityBindings, type NameHold } from './identity-bindings.ts';
import type { HostEntry } from '../host/hosted-room.ts';
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
  /** Tells one browser from another. */
  readonly cookie: ClientCookie;
  /** Who is whom. */
  readonly bindings?: IdentityBindings;
  /** Tells whether the host of a room lets somebody enter. */
  readonly entryOf?: (
    place: { readonly provider: string; readonly room: string },
    person: { readonly userId: string; readonly holder: string },
  ) => HostEntry;
  /** Looks up who is in a room as a user now. */
  readonly presence: (room: string, userId: string) => PresentUser | undefined;
  readonly log: (entry: TokenLogEntry) => void;
}

/** Both ends of a credential: handing it out, and checking it when somebody enters a room. */
export interface Credentials {
  readonly handOut: TokenHandler;
  readonly verify: VerifyCredential;
}

/** Nobody keeps a name for longer than one credential: renewing prolongs it. */
const lifetimeSeconds = { minimum: 60, default: 3600, maximum: 3600 };

/** How long somebody may come back after a lost connection. */
const resumeMs = 10_000;

/** Makes both around the same keys. */
export function createCredentials({
  secrets,
  providers = {},
  invitation,
  allowedOrigins,
  cookie,
  bindings = new IdentityBindings(),
  presence,
  entryOf = () => 'open',
  log,
}: CredentialParts): Credentials {
  const keys = secrets ?? { current: randomBytes(32) };
  const held = new WeakMap<Request, { readonly hold: NameHold; readonly admittedMs: number }>();
  const handOut = createTokenHandler({
    providers: { ...providers, p2p: p2pProvider(keys) },
    lifetimeSeconds,
    presence: ({ room, userId }) => presence(room, userId),
    // This server knows nobody: whoever can open its page, and has the invitation where there is one, may enter any room, as anybody
    // whom no other browser is or was a moment ago, and moderates nothing. An app with accounts says here who may do what; `present`
    // tells it who is there.
    authorize: (asked, { request, clientAddress = '', present }) => {
      const { role, room, userId, lifetimeSeconds: seconds = lifetimeSeconds.default } = asked;
      if (invitation !== undefined && !showsInvitation(request, invitation)) {
        return { allow: false, status: 401, message: 'Open the link that you were invited with.' };
      }
      if (role !== undefined) return { allow: false };
      const holder = cookie.holderOf(request);
      const entry = entryOf({ provider: asked.provider, room }, { userId, holder });
      if (entry !== 'open') return { allow: false, message: refusals[entry] };
      const isSomebodyElse = present?.holder !== undefined && present.holder !== holder;
      const hold = isSomebodyElse ? 'taken' : bindings.hold({ room, userId, holder, address: clientAddress });
      if (hold === 'taken') return refuseName(asked, { showsCookie: cookie.isShownBy(request) });
      if (hold === 'full') {
        return { allow: false, message: 'Too many names are in use from here. Try again later.' };
      }
      held.set(request, { hold, admittedMs: 1000 * seconds });
      // Names are everybody's own word here; only this provider's credential says who may change theirs.
      const permissions = asked.provider === 'livekit' ? { rename: true } : undefined;
      return { allow: true, holder, permissions };
    },
    cors: { origins: allowedOrigins, credentials: true },
    log,
  });
  return {
    async handOut(request, context) {
      const response = await handOut(request, context);
      // Only what was given binds: whatever failed on the way, the name is as free as before.
      const { hold, admittedMs = 0 } = held.get(request) ?? {};
      if (response.ok) hold?.bind(Date.now() + admittedMs + resumeMs);
      else hold?.release();
      return response;
    },
    verify: async ({ credential, room, userId }): Promise<AdmissionGrant> => {
      const claims = await verifyP2p(credential, { keys, room, userId });
      // A credential from before is no way round the host.
      const entry = entryOf({ provider: 'p2p', room }, { userId, holder: claims.holder ?? '' });
      if (entry !== 'open') throw Object.assign(new Error(refusals[entry]), { code: 'forbidden' });
      // Not the name: this server knows nobody, and a name that it vouched for could not be changed in the call.
      const { expiresAt, role, permissions, holder, oneTime, id } = claims;
      return { expiresAt, role, permissions, holder, oneTimeId: oneTime ? id : undefined };
    },
  };
}

/** What whoever may not enter is told. */
const refusals: Readonly<Record<Exclude<HostEntry, 'open'>, string>> = {
  waiting: 'Wait until the host lets you in.',
  locked: 'The host has locked this room.',
  removed: 'The host has removed you from this room.',
};

/** Says no to a name that somebody else has. A browser without a cookie cannot be told from others: it hears what to do about that. */
function refuseName(
  { reason }: Pick<AskedToken, 'reason'>,
  { showsCookie }: { readonly showsCookie: boolean },
): TokenDecision {
  if (showsCookie) {
    return { allow: false, message: 'Somebody else has this name in this room. Choose another one.' };
  }
  if (reason === 'expiring' || reason === 'reconnect') {
    const message =
      'This browser sent no cookie, so it cannot go on as the person that it was. Allow cookies for this site, or join under another name.';
    return { allow: false, status: 401, message };
  }
  const message =
    'Somebody else has this name in this room. Choose another one, or allow cookies for this site if it was you.';
  return { allow: false, message };
}
