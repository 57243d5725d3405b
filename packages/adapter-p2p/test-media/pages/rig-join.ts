import type { Painting } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core/adapter';
import type { P2pOptions } from '../../src/index.ts';

/** A picture and a tone that a receiver can tell from everybody else's. */
export interface Content {
  /** The hue of the whole picture, degrees. */
  readonly hue: number;
  /** The tone, hertz. */
  readonly tone: number;
}

/** How a page joins. */
export interface RigJoin extends Content {
  readonly room: string;
  readonly userId: string;
  readonly publish: readonly SourceKind[];
  /** The signalling server; between tabs where left out. */
  readonly url?: string | undefined;
  readonly reconnectMs?: number | undefined;
  /** Whether every published source is subscribed to, as a session does. On where left out. */
  readonly subscribe?: boolean | undefined;
  /** Where sound comes from: Web Audio where left out, or the browser's microphone, as Web Audio stands still without a speaker in Firefox. */
  readonly sound?: 'device' | undefined;
  /** 640 by 360 at 20 frames a second where left out. */
  readonly painting?: Painting | undefined;
  /** What the own pictures show. Nothing where left out. */
  readonly contentHint?: 'motion' | 'detail' | undefined;
  /** Credentials in the order in which they are asked for; the last one again and again. None where left out. */
  readonly credentials?: readonly string[] | undefined;
  readonly options?: Omit<P2pOptions, 'signalling'> | undefined;
}
