import { checkSame, explainVendorCode, readText } from '../shared/check-identity.ts';
import { checkJwtSignature, checkJwtTimes } from '../shared/check-jwt.ts';
import { checkClock } from '../shared/check-time.ts';
import { FindingList } from '../shared/finding.ts';
import type { ExplainContext, Explanation } from '../shared/finding.ts';
import { parseJwt } from '../shared/parse-jwt.ts';
import { readFields } from '../shared/read-field.ts';
import type { Fields } from '../shared/read-field.ts';
import { makeRedactor } from '../shared/redact.ts';
import type { LivekitSecrets } from './livekit-types.ts';

/** What `explainLivekit` takes beside the credential. */
export interface LivekitExplainContext extends ExplainContext {
  /** The secrets that the credential should have been made with. */
  readonly secrets: LivekitSecrets;
}

const vendorCodes: ReadonlyMap<string, { field: string; meaning: string }> = new Map([
  [
    '401',
    { field: 'token', meaning: 'the server does not accept the token: its signature, its key or its times.' },
  ],
  ['403', { field: 'token.video', meaning: 'the token holds, but grants no entry to this room.' }],
  [
    '404',
    {
      field: 'token.video.room',
      meaning: 'the room does not exist and this server does not make rooms by itself.',
    },
  ],
]);

/** Says what is wrong with a LiveKit credential. Never throws for any credential. */
export function explainLivekit(credential: unknown, context: LivekitExplainContext): Explanation {
  const { secrets } = context;
  const findings = new FindingList(makeRedactor([secrets.apiSecret]));
  checkClock(findings, context);
  explainVendorCode(findings, context.vendorCode, vendorCodes);
  const fields = readFields(credential);
  if (fields === undefined) {
    findings.error('malformed', 'credential', 'credential must be an object with url and token.');
    return findings.explanation();
  }
  checkUrl(findings, fields['url'], secrets.url);
  const token = readText(findings, 'token', fields['token']);
  const jwt = token === undefined ? undefined : parseJwt(findings, 'token', token);
  if (jwt === undefined) return findings.explanation();

  const { claims } = jwt;
  const issuer = readText(findings, 'token.iss', claims['iss']);
  if (issuer !== undefined)
    checkSame(findings, 'wrong-app', 'token.iss', {
      found: issuer,
      expected: secrets.apiKey,
      what: 'the API key of this server',
    });
  const subject = readText(findings, 'token.sub', claims['sub']);
  if (subject !== undefined)
    checkSame(findings, 'wrong-user', 'token.sub', {
      found: subject,
      expected: context.userId,
      what: 'the user who joins',
    });
  checkJwtTimes(findings, jwt, 'token', context);
  checkGrant(findings, readFields(claims['video']), context.room);
  checkJwtSignature(findings, jwt, {
    field: 'token',
    keys: [secrets.apiSecret],
    owner: 'the API secret of this server',
  });
  return findings.explanation();
}

function checkUrl(findings: FindingList, value: unknown, configured: string): void {
  const url = readText(findings, 'url', value);
  if (url === undefined) return;
  if (!/^wss?:\/\//.test(url) || !URL.canParse(url)) {
    findings.error('malformed', 'url', 'url must be a ws or wss address.');
    return;
  }
  checkSame(findings, 'wrong-server', 'url', {
    found: url,
    expected: configured,
    what: 'the address of the server whose key this is',
  });
}

function checkGrant(findings: FindingList, grant: Fields | undefined, room: string | undefined): void {
  if (grant === undefined || grant['roomJoin'] !== true) {
    findings.error(
      'missing-grant',
      'token.video.roomJoin',
      'token.video.roomJoin is not true: the token does not let anyone join a room.',
    );
  }
  const granted = grant === undefined ? undefined : readText(findings, 'token.video.room', grant['room']);
  if (granted !== undefined)
    checkSame(findings, 'wrong-room', 'token.video.room', {
      found: granted,
      expected: room,
      what: 'the room to join',
    });
}
