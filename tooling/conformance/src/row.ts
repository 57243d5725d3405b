import type { Clause, LawArea } from '@jackfield/contract';
import type { RtcCapabilities, RtcLimits } from '@jackfield/core/adapter';

/** The languages that pages are written in. */
export type Language = 'en' | 'zh';

/** One thing that a team asks of a vendor: a row of the conformance page. */
export interface Row {
  /** The name that links use. */
  readonly id: string;
  readonly area: 'capabilities' | LawArea;
  readonly title: Readonly<Record<Language, string>>;
  /** Tells whether a clause is about it. */
  readonly isAbout: (clause: Clause) => boolean;
  /** The adapter's own word: how it does it, or false where it says that it cannot. Laws have none: they hold for everybody. */
  readonly has?: ((capabilities: RtcCapabilities, limits: RtcLimits) => string | false) | undefined;
}
