import { createHmac } from 'node:crypto';

import { checkExpiry, checkStart, readSeconds } from './check-time.ts';
import { equalInConstantTime } from './compare.ts';
import type { ExplainContext, FindingList } from './finding.ts';
import type { ParsedJwt } from './parse-jwt.ts';

/** Checks the algorithm and, against each key, the signature. */
export function checkJwtSignature(
  findings: FindingList,
  jwt: ParsedJwt,
  values: { readonly field: string; readonly keys: readonly (string | Uint8Array)[]; readonly owner: string },
): void {
  const { field, keys, owner } = values;
  if (jwt.header['alg'] !== 'HS256') {
    findings.error(
      'wrong-algorithm',
      `${field}.alg`,
      `${field}.alg must be HS256; a token that names another algorithm is refused unread.`,
    );
    return;
  }
  const matches = keys.some((key) =>
    equalInConstantTime(createHmac('sha256', key).update(jwt.signedText).digest(), jwt.signature),
  );
  if (matches) return;
  findings.error(
    'wrong-signature',
    field,
    `${field}: the signature does not match ${owner}: it was signed with another one, or a claim was changed after signing.`,
  );
}

/** Checks `exp`, and `nbf` and `iat` where they are. */
export function checkJwtTimes(
  findings: FindingList,
  jwt: ParsedJwt,
  field: string,
  context: ExplainContext,
): void {
  const { claims } = jwt;
  const expiry = readSeconds(findings, `${field}.exp`, claims['exp']);
  if (expiry !== undefined) checkExpiry(findings, `${field}.exp`, expiry, context);
  for (const claim of ['nbf', 'iat']) {
    if (claims[claim] === undefined) continue;
    const start = readSeconds(findings, `${field}.${claim}`, claims[claim]);
    if (start !== undefined) checkStart(findings, `${field}.${claim}`, start, context);
  }
}
