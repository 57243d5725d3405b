import type { TrtcProxy } from '../port.ts';

/** What the app's server signs for one user. `mintTrtc` of `@jackfield/tokens` makes most of it. */
export interface TrtcCredential {
  /** The application's number, from the vendor's console. */
  readonly sdkAppId: number;
  /** The user, as joined. */
  readonly userId: string;
  /** Says who the user is. Whoever has it is that user: keep it out of logs and addresses. */
  readonly userSig: string;
  /** The room: a text, or a number from 1 to 4294967294. These are different rooms. Left out, `strRoomId` counts, then the joined room. */
  readonly room?: string | number | undefined;
  /** The room by its text, as `mintTrtc` spells it. */
  readonly strRoomId?: string | undefined;
  /** Binds the user to the room, in applications with "permission key" switched on. */
  readonly privateMapKey?: string | undefined;
  /** Where the service is, when it is not the vendor's own. */
  readonly proxy?: TrtcProxy | undefined;
}
