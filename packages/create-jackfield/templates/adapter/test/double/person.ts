import type { SourceKind } from '@jackfield/core/adapter';
import type { AcmeMember } from '../../src/port.ts';

/** A person in the room of the double, with an SDK or without. */
export interface Person {
  readonly id: string;
  /** The room that they are in. */
  readonly room: string;
  readonly user: string;
  /** The identity that others see. */
  member(): AcmeMember;
  /** Tells whether anything but silence or black comes from them. */
  sends(source: SourceKind): boolean;
  /** Hears that another person is other than before. */
  changed(id: string): void;
  /** Hears that another person sends another track. */
  replaced(id: string, source: SourceKind): void;
  /** They are put out. */
  closed(number: number): void;
}
