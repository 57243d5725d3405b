import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';

/** Makes the errors of one adapter, by how its vendor's are read. */
export function createErrors({ adapter, vendorCode, table, codeOf }: ErrorReading): ErrorFactory {
  const from: ErrorFactory['from'] = (cause, message, otherwise) => {
    const found = vendorCode?.(cause);
    const known = codeOf?.(cause, found) ?? (found === undefined ? undefined : table?.[found]);
    const code = known ?? meaningOf(cause) ?? otherwise;
    return toRtcError(cause, { code, message, adapter, vendorCode: found });
  };
  return {
    make: (code, message, more) => new RtcError({ code, message, adapter, ...more }),
    from,
    rethrow: (message, otherwise) => (cause) => {
      throw from(cause, message, otherwise);
    },
  };
}

/** A vendor's own code for an error. */
export type VendorCode = string | number;

/** The way in which a vendor's errors are read. Everything but the name may be left out. */
export interface ErrorReading {
  /** The adapter's name. */
  readonly adapter: string;
  /** Finds the vendor's code in whatever was thrown, in any of its shapes. */
  readonly vendorCode?: (cause: unknown) => VendorCode | undefined;
  /** The codes of the vendor with a neutral one each. */
  readonly table?: Readonly<Partial<Record<VendorCode, RtcErrorCode>>>;
  /** Tells the code where a table cannot. Counts before the table. */
  readonly codeOf?: (cause: unknown, vendorCode: VendorCode | undefined) => RtcErrorCode | undefined;
}

/** The errors of one adapter. */
export interface ErrorFactory {
  /** Makes an error; the message says what to do next. */
  make(
    code: RtcErrorCode,
    message: string,
    more?: { readonly cause?: unknown; readonly vendorCode?: VendorCode | undefined },
  ): RtcError;
  /**
   * Turns whatever the vendor threw or rejected with into an error. The vendor's own code counts, then what a DOMException or
   * an unreachable server means, then `otherwise`. An RtcError comes back as it is.
   */
  from(cause: unknown, message: string, otherwise: RtcErrorCode): RtcError;
  /** Does the same for the `catch` of a promise: `.catch(errors.rethrow('The message was not sent.', 'message-failed'))`. */
  rethrow(message: string, otherwise: RtcErrorCode): (cause: unknown) => never;
}

/** The code of what the platform says: a DOMException by its name, a `fetch` that did not get through by its text. */
function meaningOf(cause: unknown): RtcErrorCode | undefined {
  if (cause instanceof TypeError && unreachable.test(cause.message)) return 'network';
  if (!(cause instanceof DOMException)) return undefined;
  const { code } = toRtcError(cause, { message: '' });
  return code === 'unknown' ? undefined : code;
}

/** The words of Chromium, Firefox and Safari for it. */
const unreachable = /failed to fetch|attempting to fetch|load failed/iu;
