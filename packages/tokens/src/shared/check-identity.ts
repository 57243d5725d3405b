import { equalInConstantTime } from './compare.ts';
import type { FindingCode, FindingList } from './finding.ts';
import { quote } from './redact.ts';

/** Reads a field that must be a non-empty string. Adds a finding and returns undefined when it is not. */
export function readText(findings: FindingList, field: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') {
    findings.error('missing', field, `${field} is missing.`);
    return undefined;
  }
  if (typeof value !== 'string') {
    findings.error(
      'malformed',
      field,
      `${field} must be a string, not ${Array.isArray(value) ? 'an array' : `a ${typeof value}`}.`,
    );
    return undefined;
  }
  return value;
}

/** Compares a field of a credential with what it was expected to be. */
export function checkSame(
  findings: FindingList,
  code: FindingCode,
  field: string,
  values: { found: string; expected: string | undefined; what: string },
): void {
  if (values.expected === undefined || equalInConstantTime(values.found, values.expected)) return;
  const message = `${field} is ${quote(values.found)}, but ${values.what} is ${quote(values.expected)}.`;
  findings.error(code, field, message);
}

/** Adds what a vendor's refusal code means. */
export function explainVendorCode(
  findings: FindingList,
  code: string | number | undefined,
  meanings: ReadonlyMap<string, { field: string; meaning: string }>,
): void {
  if (code === undefined) return;
  const known = meanings.get(String(code));
  if (known === undefined) return;
  findings.hint(
    'refused-by-vendor',
    known.field,
    `${known.field}: the vendor refused with ${code}, which says that ${known.meaning}`,
  );
}
