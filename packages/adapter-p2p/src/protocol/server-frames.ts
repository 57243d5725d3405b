import type { MemberPermissions, MemberRights, MemberState, SignallingMember } from './member-state.ts';

/** The answer to `join`. */
export interface WelcomeFrame {
  readonly type: 'welcome';
  /** The own member id. */
  readonly id: string;
  /** Secret of this session, for `resume`. */
  readonly session: string;
  /** Everybody else. */
  readonly members: readonly SignallingMember[];
  /** The own permissions. */
  readonly permissions: MemberPermissions;
  /** The own role, where the credential names one. */
  readonly role?: string | undefined;
  /** How often the server sends `heartbeat`, milliseconds. */
  readonly heartbeatMs: number;
  /** How long a session may be resumed after its socket was lost, milliseconds. */
  readonly resumeMs: number;
  /** Milliseconds until the credential ends, where it does. */
  readonly credentialExpiresInMs?: number | undefined;
}

/** Why the server ends a membership. */
export type ByeReason = 'kicked' | 'replaced' | 'room-closed' | 'server-shutdown' | 'credential-expired';

/** Why a join or a request is refused. */
export type RefusalCode =
  | 'credential-invalid'
  | 'credential-expired'
  | 'forbidden'
  | 'room-full'
  | 'room-closed'
  | 'rate-limited'
  | 'invalid-argument'
  | 'unsupported'
  | 'server-error';

/** Frames that are numbered and sent again after a resume. */
export type NumberedServerFrame =
  | { readonly type: 'member-joined'; readonly member: SignallingMember }
  | { readonly type: 'member-left'; readonly id: string }
  | { readonly type: 'member-suspended'; readonly id: string }
  | { readonly type: 'member-resumed'; readonly id: string }
  | { readonly type: 'member-state'; readonly id: string; readonly state: MemberState }
  | { readonly type: 'member-profile'; readonly id: string; readonly displayName: string }
  | ({ readonly type: 'member-rights'; readonly id: string } & MemberRights)
  | ({ readonly type: 'rights' } & MemberRights)
  | { readonly type: 'signal'; readonly from: string; readonly payload: unknown }
  | { readonly type: 'moderated'; readonly action: 'mute' | 'unpublish'; readonly source: string }
  | { readonly type: 'done'; readonly request: number; readonly credentialExpiresInMs?: number | undefined }
  | {
      readonly type: 'failed';
      readonly request: number;
      readonly code: RefusalCode;
      readonly message: string;
    };

/** Everything that the server sends. */
export type ServerFrame =
  | WelcomeFrame
  | NumberedServerFrame
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly type: 'resume-refused' }
  | { readonly type: 'resumed'; readonly received: number }
  | { readonly type: 'heartbeat'; readonly received: number }
  | { readonly type: 'bye'; readonly reason: ByeReason };

const numbered: ReadonlySet<string> = new Set<NumberedServerFrame['type']>([
  'member-joined',
  'member-left',
  'member-suspended',
  'member-resumed',
  'member-state',
  'member-profile',
  'member-rights',
  'rights',
  'signal',
  'moderated',
  'done',
  'failed',
]);

/** Whether a frame of the server counts for `received`. */
export function isNumberedServerFrame(frame: ServerFrame): frame is NumberedServerFrame {
  return numbered.has(frame.type);
}
