import { checkSame, explainVendorCode, readText } from '../shared/check-identity.ts';
import { checkClock, checkExpiry, checkStart, readSeconds } from '../shared/check-time.ts';
import { equalInConstantTime } from '../shared/compare.ts';
import { FindingList } from '../shared/finding.ts';
import type { ExplainContext, Explanation } from '../shared/finding.ts';
import { parseJson, readFields } from '../shared/read-field.ts';
import type { Fields } from '../shared/read-field.ts';
import { makeRedactor } from '../shared/redact.ts';
import { findProxyFault } from './trtc-proxy.ts';
import { inflateTrtcTicket, readTrtcRoomGrant, signTrtc } from './trtc-sign.ts';
import type { TrtcSecrets } from './trtc-types.ts';

/** What `explainTrtc` takes beside the credential. */
export interface TrtcExplainContext extends ExplainContext {
  /** The secrets that the credential should have been made with. */
  readonly secrets: TrtcSecrets;
}

/** Codes of Tencent's UserSig check. */
const vendorCodes: ReadonlyMap<string, { field: string; meaning: string }> = new Map([
  ['70001', { field: 'userSig', meaning: 'the UserSig has expired.' }],
  ['70002', { field: 'userSig', meaning: 'the UserSig is empty.' }],
  [
    '70003',
    { field: 'userSig', meaning: 'the UserSig does not verify: it was cut off, or made with another key.' },
  ],
  ['70009', { field: 'userSig', meaning: 'the UserSig was made with the key of another application.' }],
  ['70013', { field: 'userId', meaning: 'the userId is not the one that the UserSig was made for.' }],
  ['70014', { field: 'sdkAppId', meaning: 'the sdkAppId is not the one that the UserSig was made for.' }],
]);

/** Says what is wrong with a TRTC credential. Never throws for any credential. */
export function explainTrtc(credential: unknown, context: TrtcExplainContext): Explanation {
  const { secrets } = context;
  const findings = new FindingList(makeRedactor([secrets.secretKey]));
  checkClock(findings, context);
  explainVendorCode(findings, context.vendorCode, vendorCodes);
  const fields = readFields(credential);
  if (fields === undefined) {
    findings.error(
      'malformed',
      'credential',
      'credential must be an object with sdkAppId, userId, userSig, strRoomId and privateMapKey.',
    );
    return findings.explanation();
  }
  const sdkAppId = readNumber(findings, 'sdkAppId', fields['sdkAppId']);
  if (sdkAppId !== undefined)
    checkSame(findings, 'wrong-app', 'sdkAppId', {
      found: sdkAppId,
      expected: String(secrets.sdkAppId),
      what: 'the sdkAppId of this server',
    });
  const userId = readText(findings, 'userId', fields['userId']);
  if (userId !== undefined)
    checkSame(findings, 'wrong-user', 'userId', {
      found: userId,
      expected: context.userId,
      what: 'the user who joins',
    });
  const room = readText(findings, 'strRoomId', fields['strRoomId']);
  if (room !== undefined)
    checkSame(findings, 'wrong-room', 'strRoomId', {
      found: room,
      expected: context.room,
      what: 'the room to join',
    });

  const wrong = findProxyFault(fields['proxy']);
  if (wrong) findings.error('malformed', wrong.field, wrong.text);
  checkTicket(findings, 'userSig', fields['userSig'], { sdkAppId, userId, context });
  if (fields['privateMapKey'] === undefined) {
    findings.warning(
      'missing',
      'privateMapKey',
      'privateMapKey is missing: applications with the permission key switched on refuse to enter, and others let this user into every room.',
    );
    return findings.explanation();
  }
  const ticket = checkTicket(findings, 'privateMapKey', fields['privateMapKey'], {
    sdkAppId,
    userId,
    context,
  });
  if (ticket !== undefined)
    checkRoomGrant(findings, ticket['TLS.userbuf'], { sdkAppId, userId, room, context });
  return findings.explanation();
}

interface Outside {
  readonly sdkAppId: string | undefined;
  readonly userId: string | undefined;
  readonly context: TrtcExplainContext;
}

function readNumber(findings: FindingList, field: string, value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value === undefined || value === null) findings.error('missing', field, `${field} is missing.`);
  else findings.error('malformed', field, `${field} must be a number.`);
  return undefined;
}

function checkTicket(
  findings: FindingList,
  field: string,
  value: unknown,
  outside: Outside,
): Fields | undefined {
  const { context } = outside;
  const text = readText(findings, field, value);
  if (text === undefined) return undefined;
  const inflated = inflateTrtcTicket(text);
  if (typeof inflated === 'string') {
    findings.error('malformed', field, `${field} is no ticket: ${inflated}.`);
    return undefined;
  }
  const ticket = readFields(parseJson(inflated.toString()));
  if (ticket === undefined) {
    findings.error('malformed', field, `${field} is no ticket: what it holds is not a JSON object.`);
    return undefined;
  }
  if (ticket['TLS.ver'] !== '2.0')
    findings.error('wrong-version', `${field}.TLS.ver`, `${field}.TLS.ver must be 2.0.`);
  const appId = readNumber(findings, `${field}.TLS.sdkappid`, ticket['TLS.sdkappid']);
  if (appId !== undefined) {
    const expected = outside.sdkAppId ?? String(context.secrets.sdkAppId);
    checkSame(findings, 'wrong-app', `${field}.TLS.sdkappid`, {
      found: appId,
      expected,
      what: 'the sdkAppId beside it',
    });
  }
  const user = readText(findings, `${field}.TLS.identifier`, ticket['TLS.identifier']);
  if (user !== undefined) {
    checkSame(findings, 'wrong-user', `${field}.TLS.identifier`, {
      found: user,
      expected: outside.userId ?? context.userId,
      what: 'the userId beside it',
    });
  }
  const time = readSeconds(findings, `${field}.TLS.time`, ticket['TLS.time']);
  const lifetime = readSeconds(findings, `${field}.TLS.expire`, ticket['TLS.expire']);
  if (time !== undefined) checkStart(findings, `${field}.TLS.time`, time, context);
  if (time !== undefined && lifetime !== undefined)
    checkExpiry(findings, `${field}.TLS.expire`, time + lifetime, context);
  checkSignature(findings, field, ticket, context.secrets.secretKey);
  return ticket;
}

function checkSignature(findings: FindingList, field: string, ticket: Fields, secretKey: string): void {
  const signature = readText(findings, `${field}.TLS.sig`, ticket['TLS.sig']);
  const buffer = ticket['TLS.userbuf'];
  const [userId, sdkAppId, time, expire] = ['identifier', 'sdkappid', 'time', 'expire'].map(
    (name) => ticket[`TLS.${name}`],
  );
  if (signature === undefined || typeof userId !== 'string') return;
  if (typeof sdkAppId !== 'number' || typeof time !== 'number' || typeof expire !== 'number') return;
  const userBuffer = typeof buffer === 'string' ? buffer : undefined;
  const expected = signTrtc(
    { userId, sdkAppId, issuedAt: time, lifetimeSeconds: expire, userBuffer },
    secretKey,
  );
  if (equalInConstantTime(expected, signature)) return;
  findings.error(
    'wrong-signature',
    `${field}.TLS.sig`,
    `${field}.TLS.sig: the signature does not match the secret key of this server: it was signed with another one, or altered after signing.`,
  );
}

function checkRoomGrant(
  findings: FindingList,
  value: unknown,
  outside: Outside & { readonly room: string | undefined },
): void {
  const field = 'privateMapKey.TLS.userbuf';
  const buffer = readText(findings, field, value);
  if (buffer === undefined) return;
  const grant = readTrtcRoomGrant(Buffer.from(buffer, 'base64'));
  if (grant === undefined) {
    findings.error('malformed', field, `${field} does not hold a room named by a text.`);
    return;
  }
  const { context } = outside;
  checkSame(findings, 'wrong-room', field, {
    found: grant.room,
    expected: outside.room ?? context.room,
    what: 'the strRoomId beside it',
  });
  checkSame(findings, 'wrong-user', field, {
    found: grant.userId,
    expected: outside.userId ?? context.userId,
    what: 'the userId beside it',
  });
  checkSame(findings, 'wrong-app', field, {
    found: String(grant.sdkAppId),
    expected: outside.sdkAppId ?? String(context.secrets.sdkAppId),
    what: 'the sdkAppId beside it',
  });
  checkExpiry(findings, field, grant.expiresAt, context);
  if ((grant.privileges & 2) === 0)
    findings.error('missing-grant', field, `${field} holds no privilege to enter the room.`);
}
