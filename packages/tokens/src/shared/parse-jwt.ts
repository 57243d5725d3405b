import type { FindingList } from './finding.ts';
import { parseJson, readFields } from './read-field.ts';
import type { Fields } from './read-field.ts';

/** A compact JWT taken apart; nothing in it is verified. */
export interface ParsedJwt {
  readonly header: Fields;
  readonly claims: Fields;
  readonly signedText: string;
  /** The signature over the body. */
  readonly signature: Buffer;
}

/** Longer tokens are refused unread. */
export const maximumJwtLength = 8192;

/** Takes a compact JWT apart. Adds a finding for `field` and returns undefined when it is none. */
export function parseJwt(findings: FindingList, field: string, token: string): ParsedJwt | undefined {
  const jwt = readJwt(token);
  if (typeof jwt !== 'string') return jwt;
  findings.error('malformed', field, `${field} is no JWT: ${jwt}.`);
  return undefined;
}

/** The parts, or in words why there are none. */
function readJwt(token: string): ParsedJwt | string {
  if (token.length > maximumJwtLength) return `it is longer than ${maximumJwtLength} characters`;
  if (/^Bearer /i.test(token)) return 'it begins with "Bearer ", which belongs into a header only';
  const parts = token.split('.');
  const [headerPart, claimsPart, signaturePart] = parts;
  if (
    parts.length !== 3 ||
    headerPart === undefined ||
    claimsPart === undefined ||
    signaturePart === undefined
  ) {
    return `it has ${parts.length} parts between dots where three belong`;
  }
  // A last character with stray bits decodes like another one: such a text was altered, though it reads the same.
  const canonical = parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
  if (!canonical) return 'a part of it is not base64url; it was cut off or altered';
  const header = readFields(parseJson(Buffer.from(headerPart, 'base64url').toString()));
  const claims = readFields(parseJson(Buffer.from(claimsPart, 'base64url').toString()));
  if (header === undefined) return 'its header is not a JSON object';
  if (claims === undefined) return 'its claims are not a JSON object';
  const signature = Buffer.from(signaturePart, 'base64url');
  return { header, claims, signedText: `${headerPart}.${claimsPart}`, signature };
}
