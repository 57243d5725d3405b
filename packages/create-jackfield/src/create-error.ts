/** Something that a person can mend: its message says how. */
export class CreateError extends Error {
  override readonly name: string = 'CreateError';
}
