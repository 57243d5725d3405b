/** An error as the SDK makes them: its number, sometimes a finer one. */
export class DoubleError extends Error {
  readonly code: number;
  readonly extraCode: number | undefined;

  constructor(code: number, message: string, extraCode?: number) {
    super(message);
    this.code = code;
    this.extraCode = extraCode;
  }
}
