import { checkSame, explainVendorCode, readText } from '../shared/check-identity.ts';
import { checkClock, checkExpiry, checkStart } from '../shared/check-time.ts';
import { FindingList } from '../shared/finding.ts';
import type { ExplainContext, Explanation } from '../shared/finding.ts';
import { readFields } from '../shared/read-field.ts';
import { makeRedactor } from '../shared/redact.ts';
import { isSignedByAgora, readAgoraToken } from './agora-read.ts';
import type { AgoraTokenContent } from './agora-read.ts';
import type { AgoraSecrets } from './agora-types.ts';

/** What `explainAgora` takes beside the credential. */
export interface AgoraExplainContext extends ExplainContext {
  /** The secrets that the credential should have been made with. */
  readonly secrets: AgoraSecrets;
}

/** Gateway codes of `CAN_NOT_GET_GATEWAY_SERVER`, as the web SDK names them. */
const vendorCodes: ReadonlyMap<string, { field: string; meaning: string }> = new Map([
  ['5', { field: 'appId', meaning: 'the App ID does not exist, or its project is disabled.' }],
  ['7', { field: 'channel', meaning: 'the channel name is not allowed.' }],
  [
    '9',
    {
      field: 'token',
      meaning: 'not authorised: the token does not fit App ID, channel and uid, or there is none.',
    },
  ],
  ['10', { field: 'token', meaning: 'the token has timed out.' }],
  ['13', { field: 'token', meaning: 'the token has expired.' }],
  ['14', { field: 'token', meaning: 'the token is not valid for this project: check the certificate.' }],
]);

/** Says what is wrong with an Agora credential. Never throws for any credential. */
export function explainAgora(credential: unknown, context: AgoraExplainContext): Explanation {
  const { secrets } = context;
  const findings = new FindingList(makeRedactor([secrets.appCertificate]));
  checkClock(findings, context);
  explainVendorCode(findings, context.vendorCode, vendorCodes);
  const fields = readFields(credential);
  if (fields === undefined) {
    findings.error(
      'malformed',
      'credential',
      'credential must be an object with appId, channel, uid and token.',
    );
    return findings.explanation();
  }
  const appId = readText(findings, 'appId', fields['appId']);
  const channel = readText(findings, 'channel', fields['channel']);
  const uid = readUid(findings, fields['uid']);
  const token = readText(findings, 'token', fields['token']);
  if (appId !== undefined)
    checkSame(findings, 'wrong-app', 'appId', {
      found: appId,
      expected: secrets.appId,
      what: 'the App ID of this server',
    });
  if (channel !== undefined)
    checkSame(findings, 'wrong-room', 'channel', {
      found: channel,
      expected: context.room,
      what: 'the room to join',
    });
  if (uid !== undefined)
    checkSame(findings, 'wrong-user', 'uid', {
      found: uid,
      expected: context.userId,
      what: 'the user who joins',
    });
  if (token !== undefined) checkToken(findings, token, { appId, channel, uid, context });
  return findings.explanation();
}

function readUid(findings: FindingList, value: unknown): string | undefined {
  if (typeof value !== 'number') return readText(findings, 'uid', value);
  findings.warning(
    'malformed',
    'uid',
    'uid is a number: everyone in a channel must use the same type, and this server uses texts.',
  );
  return String(value);
}

interface Outside {
  readonly appId: string | undefined;
  readonly channel: string | undefined;
  readonly uid: string | undefined;
  readonly context: AgoraExplainContext;
}

function checkToken(findings: FindingList, token: string, outside: Outside): void {
  const content = readAgoraToken(token);
  if (typeof content === 'string') {
    findings.error('malformed', 'token', `token is no AccessToken2: ${content}.`);
    return;
  }
  const { context } = outside;
  checkSame(findings, 'wrong-app', 'token.appId', {
    found: content.appId,
    expected: outside.appId ?? context.secrets.appId,
    what: 'the appId beside it',
  });
  checkStart(findings, 'token.issueTs', content.issuedAt, context);
  checkExpiry(findings, 'token.expire', content.issuedAt + content.lifetimeSeconds, context);
  if (content.lifetimeSeconds > 1e9) {
    findings.error(
      'milliseconds',
      'token.expire',
      'token.expire is a time: Agora wants a duration, seconds from now.',
    );
  }
  checkService(findings, content.rtc, outside);
  if (!isSignedByAgora(content, context.secrets.appCertificate)) {
    findings.error(
      'wrong-signature',
      'token',
      'token: the signature does not match the App Certificate of this server: it was signed with another one, or altered after signing.',
    );
  }
}

function checkService(findings: FindingList, rtc: AgoraTokenContent['rtc'], outside: Outside): void {
  if (rtc === undefined) {
    findings.error(
      'missing-grant',
      'token.service',
      'token.service: the token is not for RTC (it has no RTC service first).',
    );
    return;
  }
  const { context } = outside;
  checkSame(findings, 'wrong-room', 'token.channel', {
    found: rtc.channel,
    expected: outside.channel ?? context.room,
    what: 'the channel to join',
  });
  if (rtc.uid === '') {
    findings.warning('wrong-user', 'token.uid', 'token.uid is empty: anyone may use this token.');
  } else {
    checkSame(findings, 'wrong-user', 'token.uid', {
      found: rtc.uid,
      expected: outside.uid ?? context.userId,
      what: 'the uid that joins',
    });
  }
  if (!rtc.privileges.has(1)) {
    findings.error(
      'missing-grant',
      'token.privileges',
      'token.privileges has no privilege to join the channel.',
    );
  }
}
