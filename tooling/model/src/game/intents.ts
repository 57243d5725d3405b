import type { RtcSession, SourceKind } from '@jackfield/core';
import { allKinds } from './names.ts';

/** What an app last asked for of a source; undefined where something else may have decided since. */
export interface Intent {
  enabled: boolean | undefined;
  muted: boolean | undefined;
}

/** The last intent for each source: what must hold at rest. */
export class Intents {
  readonly of: Readonly<Record<SourceKind, Intent>> = {
    microphone: { enabled: false, muted: false },
    camera: { enabled: false, muted: false },
    screen: { enabled: false, muted: false },
    'screen-audio': { enabled: false, muted: false },
  };

  constructor(session: RtcSession) {
    // The end of a call decides, and whoever ends a share.
    session.on('state-changed', ({ state }) => {
      if (state.status === 'ended') for (const source of allKinds) this.forget(source);
    });
    session.on('screen-share-ended', () => {
      this.forget('screen');
      this.forget('screen-audio');
      // It may have been suspended for the share.
      this.forget('camera');
    });
  }

  /** Something else than the app decides. */
  forget(source: SourceKind): void {
    this.of[source].enabled = undefined;
    this.of[source].muted = undefined;
  }
}
