/** Why a call of the emulator's own API was refused. */
export type EmulatorErrorCode =
  'invalid-option' | 'not-found' | 'invalid-state' | 'port-in-use' | 'invalid-argument';

/** The error that the emulator's API throws or rejects with. */
export class EmulatorError extends Error {
  /** Always `EmulatorError`. */
  override readonly name: string = 'EmulatorError';
  /** Machine-readable reason. */
  readonly code: EmulatorErrorCode;

  constructor(code: EmulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
