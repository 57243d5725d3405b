import type { SourceKind } from '@jackfield/core';
import type { SwitchOptions } from '@jackfield/core/switch';
import type { Step } from './steps.ts';
import type { Watched } from './watching.ts';

/** A moment of a switch: a step of it, or that all is there over both vendors. */
export type Moment = Step | 'all there';

/** The way of a switch. */
export interface SwitchHow extends Omit<SwitchOptions, 'signal' | 'samePerson'> {
  /** It is given up at a moment. */
  readonly abortAt?: Moment;
  /** The test hears of a moment. */
  readonly tellAt?: Moment;
  /** Nobody is taken for somebody by their name. */
  readonly strangers?: boolean;
  /** Its steps are marked in the trace of the page. */
  readonly traced?: boolean;
}

/** What was seen and heard in a page for a while. */
export interface Noticed {
  /** The frames of each picture. */
  readonly pictures: readonly Watched[];
  readonly silenceMs: number;
  readonly copies: number;
}

/** What was seen and heard of a switch in the page that made it. */
export interface SwitchReport extends Noticed {
  readonly code: string;
  readonly message: string;
  readonly tookMs: number;
  /** What core says itself. */
  readonly told: readonly { readonly source: SourceKind; readonly gapMs: number | undefined }[];
}
