import type { RtcErrorCode } from '@jackfield/core';

/** What a person, or the app for them, may try in vain. */
export type ActionName =
  | 'microphone'
  | 'camera'
  | 'speaker'
  | 'screen'
  | 'hand'
  | 'hand-to-newcomer'
  | 'reaction'
  | 'mute-somebody'
  | 'remove-somebody'
  | 'picture-in-picture'
  | 'full-screen'
  | 'rename'
  | 'host';

/** Something that was tried in vain. */
export interface FailedAction {
  readonly what: ActionName;
  /** An RtcError, or what is known of one. */
  readonly failure: { readonly code?: RtcErrorCode | undefined; readonly message: string };
}
