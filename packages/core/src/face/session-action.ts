import type { ModerationAction } from '../model/capabilities.ts';

/** The actions that `session.can()` can be asked for. */
export type SessionAction =
  | 'publish-microphone'
  | 'publish-camera'
  | 'publish-screen'
  | 'publish-screen-audio'
  | 'publish-camera-with-screen'
  | 'send-message'
  | 'set-role'
  | 'set-display-name'
  | 'choose-speaker'
  | `moderate-${ModerationAction}`;
