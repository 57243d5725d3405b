/**
 * Every code that this package rejects with.
 * - `invalid-argument`: a value that the caller gave; `field` names it.
 * - `invalid-configuration`: a secret or an option of the server; `field` names it.
 * - `not-authenticated`, `forbidden`: the `authorize` callback or the origin check said no.
 * - `credential-invalid`, `credential-expired`: a credential that was presented does not hold.
 * - `unsupported`: the vendor's credential cannot carry what was asked for.
 * - `method-not-allowed`, `unsupported-media-type`, `payload-too-large`, `rate-limited`, `timeout`, `server-error`: HTTP.
 */
export type TokenErrorCode =
  | 'invalid-argument'
  | 'invalid-configuration'
  | 'not-authenticated'
  | 'forbidden'
  | 'credential-invalid'
  | 'credential-expired'
  | 'unsupported'
  | 'method-not-allowed'
  | 'unsupported-media-type'
  | 'payload-too-large'
  | 'rate-limited'
  | 'timeout'
  | 'server-error';

const brand = 'jackfield.TokenError';

/** The one error class of this package. Its message can be shown to a person and never holds a secret. */
export class TokenError extends Error {
  /** Says what kind of failure this is. */
  readonly code: TokenErrorCode;
  /** The field, option or environment variable that is wrong, where one is. */
  readonly field: string | undefined;
  /** Marks the class across copies of this package. */
  readonly brand: string = brand;

  constructor(code: TokenErrorCode, message: string, details: { field?: string; cause?: unknown } = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'TokenError';
    this.code = code;
    this.field = details.field;
  }
}

/** Tells whether a value is a {@link TokenError}, also one of another copy of this package. */
export function isTokenError(value: unknown): value is TokenError {
  return value instanceof Error && 'brand' in value && value.brand === brand;
}
