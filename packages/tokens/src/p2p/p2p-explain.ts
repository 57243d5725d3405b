import { checkSame, readText } from '../shared/check-identity.ts';
import { checkJwtSignature, checkJwtTimes } from '../shared/check-jwt.ts';
import { checkClock } from '../shared/check-time.ts';
import { FindingList } from '../shared/finding.ts';
import type { ExplainContext, Explanation } from '../shared/finding.ts';
import { parseJwt } from '../shared/parse-jwt.ts';
import { readFields } from '../shared/read-field.ts';
import { makeRedactor } from '../shared/redact.ts';
import { p2pKeyTexts, p2pTokenType, readP2pKeys } from './p2p-keys.ts';
import type { P2pSecrets } from './p2p-types.ts';

/** What `explainP2p` takes beside the credential. */
export interface P2pExplainContext extends ExplainContext {
  /** The secrets that the credential should have been made with. */
  readonly secrets: P2pSecrets;
}

/** Says what is wrong with a peer-to-peer credential (`{ token }` or the token). Never throws for any credential. */
export function explainP2p(credential: unknown, context: P2pExplainContext): Explanation {
  const findings = new FindingList(makeRedactor(p2pKeyTexts(context.secrets)));
  const keys = readP2pKeys(context.secrets);
  checkClock(findings, context);
  const fields = readFields(credential);
  const token = readText(findings, 'token', fields === undefined ? credential : fields['token']);
  const jwt = token === undefined ? undefined : parseJwt(findings, 'token', token);
  if (jwt === undefined) return findings.explanation();

  const { header, claims } = jwt;
  if (header['typ'] !== p2pTokenType) {
    findings.error(
      'wrong-version',
      'token.typ',
      `token.typ must be ${p2pTokenType}: this is a token for something else.`,
    );
  }
  const key = keys.find((candidate) => candidate.id === header['kid']);
  if (key === undefined) {
    findings.error(
      'wrong-key',
      'token.kid',
      'token.kid names a key that this server does not hold: keys were rotated and the old one was dropped, or another server signed.',
    );
  }
  const room = readText(findings, 'token.room', claims['room']);
  if (room !== undefined)
    checkSame(findings, 'wrong-room', 'token.room', {
      found: room,
      expected: context.room,
      what: 'the room to join',
    });
  const subject = readText(findings, 'token.sub', claims['sub']);
  if (subject !== undefined)
    checkSame(findings, 'wrong-user', 'token.sub', {
      found: subject,
      expected: context.userId,
      what: 'the user who joins',
    });
  readText(findings, 'token.jti', claims['jti']);
  if (claims['iat'] === undefined) findings.error('missing', 'token.iat', 'token.iat is missing.');
  checkJwtTimes(findings, jwt, 'token', context);
  const candidates = key === undefined ? keys : [key];
  checkJwtSignature(findings, jwt, {
    field: 'token',
    keys: candidates.map(({ bytes }) => bytes),
    owner: 'the signing key of this server',
  });
  return findings.explanation();
}
