import type { RtcAdapter } from '@jackfield/core/adapter';
import type { RtcSession, SessionOptions, VideoView } from '@jackfield/core';
import type { CoreCopy } from './core-copy.ts';
import type { AdapterMiddleware } from './middleware.ts';
import type { Recorder } from './recorder.ts';

/** How a side is made. Everything may be left out. */
export interface SideOptions {
  /** The app's id of its user: a name of the rig's where left out. */
  readonly userId?: string | undefined;
  /** Options of its session; environment and bounds are the rig's. */
  readonly session?: Omit<SessionOptions, 'environment' | 'timeouts'> | undefined;
  /** Puts something between core and the adapter: a fault that the clause injects. */
  readonly middleware?: AdapterMiddleware | undefined;
  /** Whether the browser refuses to play sound until the person acts. */
  readonly playbackBlocked?: boolean | undefined;
  /** Whether its page is one of a phone, where a second capture of a kind silences the first. */
  readonly phone?: boolean | undefined;
  /** Whether the person has yet to be asked for devices, and refuses. */
  readonly devicesDenied?: boolean | undefined;
}

/** One session of the app with its own page around it. */
export interface Side {
  /** The app's id of its user. */
  readonly userId: string;
  /** The session under test. */
  readonly session: RtcSession;
  /** The adapter of the session. */
  readonly adapter: RtcAdapter;
  /** Everything that its session has told, in order. */
  readonly log: Recorder;
  /** Core's functions of the copy that the session comes from, where that is not this one, as in a frame of its own. */
  readonly core?: CoreCopy | undefined;
  /** Makes a video element in its page, visible. */
  createView(): VideoView;
}
