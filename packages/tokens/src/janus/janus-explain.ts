import { checkSame, explainVendorCode, readText } from '../shared/check-identity.ts';
import { checkClock, checkExpiry, readSeconds } from '../shared/check-time.ts';
import { equalInConstantTime } from '../shared/compare.ts';
import { FindingList } from '../shared/finding.ts';
import type { ExplainContext, Explanation } from '../shared/finding.ts';
import { readFields } from '../shared/read-field.ts';
import { makeRedactor } from '../shared/redact.ts';
import { isWebSocketUrl } from '../shared/web-socket-url.ts';
import { janusPlugins, janusTextPin, signJanus } from './janus-sign.ts';
import type { JanusSecrets } from './janus-types.ts';

/** What `explainJanus` takes beside the credential. */
export interface JanusExplainContext extends ExplainContext {
  /** The secrets that the credential should have been made with. */
  readonly secrets: JanusSecrets;
}

const vendorCodes: ReadonlyMap<string, { field: string; meaning: string }> = new Map([
  [
    '403',
    { field: 'token', meaning: 'the server does not accept the token: its signature, its realm or its end.' },
  ],
  ['405', { field: 'token', meaning: 'the token holds, but does not name the plugin.' }],
  ['426', { field: 'roomToken', meaning: 'there is no such room: rooms have to be made before joins.' }],
  [
    '433',
    { field: 'roomToken', meaning: 'the room does not accept its token: it is for another room, or ended.' },
  ],
]);

/** Says what is wrong with a Janus credential. Never throws for any credential. */
export function explainJanus(credential: unknown, context: JanusExplainContext): Explanation {
  const { secrets } = context;
  const findings = new FindingList(makeRedactor([secrets.tokenSecret]));
  checkClock(findings, context);
  explainVendorCode(findings, context.vendorCode, vendorCodes);
  const fields = readFields(credential);
  if (fields === undefined) {
    findings.error(
      'malformed',
      'credential',
      'credential must be an object with url, token, roomToken and textPin.',
    );
    return findings.explanation();
  }
  checkUrl(findings, fields['url'], secrets.url);
  const allowed = checkToken(findings, 'token', fields['token'], 'janus', context);
  if (allowed !== undefined) {
    for (const plugin of Object.values(janusPlugins)) {
      if (allowed.includes(plugin)) continue;
      findings.error('missing-grant', 'token', `token does not name ${plugin}, which a call needs.`);
    }
  }
  const room = checkToken(findings, 'roomToken', fields['roomToken'], janusPlugins.video, context);
  if (room !== undefined) checkNames(findings, room, context);
  checkPin(findings, fields['textPin'], context);
  return findings.explanation();
}

function checkUrl(findings: FindingList, value: unknown, expected: string): void {
  const url = readText(findings, 'url', value);
  if (url === undefined) return;
  if (isWebSocketUrl(url)) {
    const what = 'the address of the server whose secret this is';
    checkSame(findings, 'wrong-server', 'url', { found: url, expected, what });
  } else findings.error('malformed', 'url', 'url must be a ws or wss address.');
}

/** Reads `expiry,realm,what,it,allows:signature`. Returns what it allows. */
function checkToken(
  findings: FindingList,
  field: string,
  value: unknown,
  realm: string,
  context: JanusExplainContext,
): readonly string[] | undefined {
  const text = readText(findings, field, value);
  if (text === undefined) return undefined;
  const [content = '', signature, ...rest] = text.split(':');
  const [end, found, ...allows] = content.split(',');
  if (signature === undefined || found === undefined || rest.length > 0) {
    findings.error('malformed', field, `${field} must be an end, a realm and what it allows, signed.`);
    return undefined;
  }
  // A token is text, so its end is, too.
  const expiry = readSeconds(findings, field, /^\d{1,16}$/.test(end ?? '') ? Number(end) : end);
  if (expiry !== undefined) checkExpiry(findings, field, expiry, context);
  checkSame(findings, 'wrong-app', field, { found, expected: realm, what: 'the realm that checks it' });
  if (!equalInConstantTime(signJanus(content, context.secrets.tokenSecret), signature)) {
    const message = `${field}: the signature does not match the secret of this server: it was signed with another one, or altered after signing.`;
    findings.error('wrong-signature', field, message);
  }
  return allows;
}

function checkNames(findings: FindingList, allows: readonly string[], context: JanusExplainContext): void {
  const valueOf = (name: string): string | undefined =>
    allows.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  const room = readText(findings, 'roomToken.room', valueOf('room'));
  if (room !== undefined) {
    const what = 'the room to join';
    checkSame(findings, 'wrong-room', 'roomToken.room', { found: room, expected: context.room, what });
  }
  const user = valueOf('user');
  if (user === undefined) return;
  const what = 'the user who joins';
  checkSame(findings, 'wrong-user', 'roomToken.user', { found: user, expected: context.userId, what });
}

function checkPin(findings: FindingList, value: unknown, { room, secrets }: JanusExplainContext): void {
  const pin = readText(findings, 'textPin', value);
  if (pin === undefined || room === undefined) return;
  if (equalInConstantTime(janusTextPin(room, secrets.tokenSecret), pin)) return;
  // Both are secrets of their rooms: neither is quoted.
  findings.error('wrong-room', 'textPin', 'textPin is not the pin of the text room of the room to join.');
}
