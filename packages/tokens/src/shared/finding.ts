/** What a finding says is wrong with a credential. */
export type FindingCode =
  | 'expired'
  | 'not-yet-valid'
  | 'clock-skew'
  | 'milliseconds'
  | 'lifetime-too-long'
  | 'missing'
  | 'malformed'
  | 'wrong-app'
  | 'wrong-user'
  | 'wrong-room'
  | 'wrong-server'
  | 'wrong-signature'
  | 'wrong-key'
  | 'wrong-algorithm'
  | 'wrong-version'
  | 'missing-grant'
  | 'refused-by-vendor';

/** One thing that is wrong, or odd, about a credential. */
export interface Finding {
  /** What kind of fault it is, for code to decide by. */
  readonly code: FindingCode;
  /** `error`: the vendor refuses the credential for this. `warning`: worth a look. `hint`: what the vendor's own code means. */
  readonly severity: 'error' | 'warning' | 'hint';
  /** The field as the credential spells it, `turn.username` or `token.exp` for one inside another. */
  readonly field: string;
  /** A sentence for a person. It names the field and holds no secret and no valid signature. */
  readonly message: string;
  /** For times: how many seconds too late (positive) or too early (negative). */
  readonly seconds?: number;
}

/** What `explainX` returns: everything found, and one sentence that sums it up. */
export interface Explanation {
  /** True when no finding is an error. */
  readonly valid: boolean;
  /** Everything that was found, errors first. */
  readonly findings: readonly Finding[];
  /** The first error in one sentence, with the number of others; or that the credential is valid. */
  readonly summary: string;
}

/** What every `explainX` takes beside the vendor's secrets. */
export interface ExplainContext {
  /** The room that the credential is for; left out, it is not checked. */
  readonly room?: string | undefined;
  /** The user that the credential is for; left out, it is not checked. */
  readonly userId?: string | undefined;
  /** The time to judge by, milliseconds since 1970. Default: now. */
  readonly now?: number | undefined;
  /** The vendor's time when it refused, milliseconds since 1970, e.g. from the `Date` header of its reply. Shows a wrong clock. */
  readonly vendorNow?: number | undefined;
  /** The code that the vendor refused with; explained where it is known. */
  readonly vendorCode?: string | number | undefined;
  /** How far two clocks may differ, seconds. Default 30. */
  readonly clockSkewSeconds?: number | undefined;
  /** The longest lifetime that makes sense, seconds. Default 172800 (48 hours). */
  readonly maximumLifetimeSeconds?: number | undefined;
}

/** Collects findings; every text passes through `redact` so that no secret gets out, whatever the credential holds. */
export class FindingList {
  readonly #findings: Finding[] = [];
  readonly #redact: (text: string) => string;

  constructor(redact: (text: string) => string) {
    this.#redact = redact;
  }

  /** Adds an error. */
  error(code: FindingCode, field: string, message: string, seconds?: number): void {
    this.#add('error', code, field, message, seconds);
  }

  /** Adds a warning. */
  warning(code: FindingCode, field: string, message: string, seconds?: number): void {
    this.#add('warning', code, field, message, seconds);
  }

  /** Adds a hint. */
  hint(code: FindingCode, field: string, message: string): void {
    this.#add('hint', code, field, message);
  }

  /** True when a finding of this code, or any, was added for the field. */
  has(field: string, code?: FindingCode): boolean {
    return this.#findings.some(
      (finding) => finding.field === field && (code === undefined || finding.code === code),
    );
  }

  /** The result, errors first. */
  explanation(): Explanation {
    const rank = { error: 0, warning: 1, hint: 2 };
    const findings = [...this.#findings].sort((left, right) => rank[left.severity] - rank[right.severity]);
    const errors = findings.filter((finding) => finding.severity === 'error');
    const first = errors[0];
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    const summary = first === undefined ? 'The credential is valid.' : `${first.message}${more}`;
    return { valid: first === undefined, findings, summary };
  }

  #add(
    severity: Finding['severity'],
    code: FindingCode,
    field: string,
    message: string,
    seconds?: number,
  ): void {
    const text = this.#redact(message);
    this.#findings.push({
      code,
      severity,
      field,
      message: text,
      ...(seconds === undefined ? {} : { seconds }),
    });
  }
}
