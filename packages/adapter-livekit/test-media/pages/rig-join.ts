import type { SourceKind } from '@jackfield/core';
import type { Content } from './content.ts';

/** How a page joins. */
export interface RigJoin extends Content {
  readonly url: string;
  readonly token: string;
  readonly room: string;
  readonly userId: string;
  readonly publish?: readonly SourceKind[];
  /** The key of a call that is encrypted between its participants. */
  readonly key?: string;
  /** Whether the page's server moderates for it. */
  readonly moderates?: boolean;
  /** How many frames a second the camera gives. */
  readonly framesPerSecond?: number;
  /** Where its media goes instead of the server's port. */
  readonly mediaPort?: number;
  readonly size?: { readonly width: number; readonly height: number };
}
