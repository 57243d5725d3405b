/** A failure that one sentence explains fully: what is missing and what to do. Printed without a stack. */
export class PlainError extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = 'PlainError';
  }
}

/**
 * The sentence to print for anything that was thrown.
 * @param {unknown} error
 * @returns {string}
 */
export function sentenceOf(error) {
  if (error instanceof PlainError) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  const firstLine = text.split('\n')[0];
  return `Unexpected failure: ${firstLine} (JACKFIELD_DEBUG=1 shows where)`;
}
