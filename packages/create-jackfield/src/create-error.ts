/** Something that a person can mend: its message says how. */
export class CreateError extends Error {
  /** The same for all of them. */
  override readonly name: string = 'CreateError';
}
