import type { MemberState } from './member-state.ts';

/** The first frame on a socket: enters a room. */
export interface JoinFrame {
  readonly type: 'join';
  readonly protocol: number;
  readonly room: string;
  readonly userId: string;
  readonly displayName: string;
  readonly credential?: string | undefined;
  readonly state: MemberState;
}

/** The first frame on a socket: goes on with a session whose socket was lost. */
export interface ResumeFrame {
  readonly type: 'resume';
  readonly protocol: number;
  readonly session: string;
  /** How many numbered frames of the server this client has got in the session. */
  readonly received: number;
}

/** Frames that are numbered, kept until the server has them, and sent again after a resume. */
export type NumberedClientFrame =
  | { readonly type: 'signal'; readonly to: string; readonly payload: unknown }
  | { readonly type: 'state'; readonly request: number; readonly state: MemberState }
  | { readonly type: 'profile'; readonly request: number; readonly displayName: string }
  | { readonly type: 'renew'; readonly request: number; readonly credential: string }
  | ({ readonly type: 'moderate'; readonly request: number } & ModerateAction);

/** What a moderator asks for. */
export type ModerateAction =
  | { readonly action: 'mute' | 'unpublish'; readonly target: string; readonly source: string }
  | { readonly action: 'kick'; readonly target: string }
  | { readonly action: 'close-room' };

/** Everything that a client sends. */
export type ClientFrame =
  | JoinFrame
  | ResumeFrame
  | NumberedClientFrame
  | { readonly type: 'heartbeat'; readonly received: number }
  | { readonly type: 'leave' };
