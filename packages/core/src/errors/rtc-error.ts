import type { RtcErrorCode } from './rtc-error-code.ts';

/** Codes whose cause may pass by itself: the same call can be made again as it is. */
const retryableCodes: ReadonlySet<RtcErrorCode> = new Set<RtcErrorCode>([
  'device-in-use',
  'timeout',
  'network',
  'signalling',
  'ice-failed',
  'rate-limited',
  'server-error',
]);

/**
 * The W3C name for a code, where a DOMException exists for the case. Where several codes have one name, that name alone
 * means the first of them.
 */
export const domNames: Partial<Record<RtcErrorCode, string>> = {
  'permission-denied': 'NotAllowedError',
  'device-not-found': 'NotFoundError',
  'device-in-use': 'NotReadableError',
  overconstrained: 'OverconstrainedError',
  aborted: 'AbortError',
  'capture-aborted': 'AbortError',
  'screen-share-cancelled': 'NotAllowedError',
  'playback-blocked': 'NotAllowedError',
  'not-supported': 'NotSupportedError',
  'insecure-context': 'SecurityError',
  'invalid-argument': 'TypeError',
  'invalid-state': 'InvalidStateError',
  timeout: 'TimeoutError',
  network: 'NetworkError',
};

/** The parts that an {@link RtcError} is made from. */
export interface RtcErrorInit {
  /** The code of what went wrong, from the closed table. */
  readonly code: RtcErrorCode;
  /** One sentence for a person: what happened and what to do next. */
  readonly message: string;
  /** Overrides the code's default where the adapter knows better. */
  readonly retryable?: boolean | undefined;
  /** The adapter's name, where the error comes from one. */
  readonly adapter?: string | undefined;
  /** The vendor's own code, untouched. */
  readonly vendorCode?: string | number | undefined;
  /** The value that was thrown or rejected with, untouched. */
  readonly cause?: unknown;
}

/**
 * The only error that core and its adapters reject with or report. `name` is the DOMException name where one exists for
 * the case, so that code written for the platform keeps working. Check with {@link isRtcError}, which also holds across
 * two copies of this package.
 */
export class RtcError extends Error {
  /** The code of what went wrong, from the closed table. */
  declare readonly code: RtcErrorCode;
  /** Tells whether the same call may succeed if it is made again as it is. */
  declare readonly retryable: boolean;
  /** The adapter's name, where the error comes from one. */
  declare readonly adapter: string | undefined;
  /** The vendor's own code, untouched. */
  declare readonly vendorCode: string | number | undefined;
  /** Marks errors of this class across copies of the package. */
  readonly isJackfieldError = true as const;

  /** Makes an error; `message` should say what to do next. */
  constructor(init: RtcErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = domNames[init.code] ?? 'RtcError';
    this.code = init.code;
    this.retryable = init.retryable ?? retryableCodes.has(init.code);
    this.adapter = init.adapter;
    this.vendorCode = init.vendorCode;
  }
}

/** Tells whether a value is an {@link RtcError}, by brand: it also recognises one from another copy of this package. */
export function isRtcError(value: unknown): value is RtcError {
  return typeof value === 'object' && value !== null && 'isJackfieldError' in value;
}
