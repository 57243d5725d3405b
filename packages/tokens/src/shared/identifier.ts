import { TokenError } from './token-error.ts';

/** Ids that every vendor of this package takes: 1 to 64 letters, digits, `_` and `-`. */
export const portableId: RegExp = /^[A-Za-z0-9_-]{1,64}$/;

/** A rule for one id of one vendor. */
export interface IdRule {
  readonly pattern: RegExp;
  /** Completes the sentence "… must be". */
  readonly description: string;
}

/** The rule that holds wherever a vendor has no other. */
export const portableIdRule: IdRule = {
  pattern: portableId,
  description: '1 to 64 letters, digits, "_" or "-"',
};

/** Returns the id when it follows the rule. Throws `invalid-argument` that names the field, never the value. */
export function checkId(value: unknown, field: string, rule: IdRule = portableIdRule): string {
  if (typeof value !== 'string')
    throw new TokenError('invalid-argument', `${field} must be a string.`, { field });
  if (!rule.pattern.test(value)) {
    throw new TokenError('invalid-argument', `${field} must be ${rule.description}.`, { field });
  }
  return value;
}

/** Returns a secret when it is a non-empty text without surrounding blanks. Throws `invalid-configuration` that names it. */
export function checkSecret(value: unknown, field: string, rule?: IdRule): string {
  if (typeof value !== 'string' || value.length === 0) {
    throw new TokenError('invalid-configuration', `${field} is not set.`, { field });
  }
  if (value !== value.trim()) {
    throw new TokenError('invalid-configuration', `${field} begins or ends with a blank or a line break.`, {
      field,
    });
  }
  if (rule !== undefined && !rule.pattern.test(value)) {
    throw new TokenError('invalid-configuration', `${field} must be ${rule.description}.`, { field });
  }
  return value;
}
