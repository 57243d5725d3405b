import { checkSame, explainVendorCode, readText } from '../shared/check-identity.ts';
import { checkClock } from '../shared/check-time.ts';
import { equalInConstantTime } from '../shared/compare.ts';
import { FindingList } from '../shared/finding.ts';
import type { Explanation } from '../shared/finding.ts';
import { parseJson, readFields } from '../shared/read-field.ts';
import type { Fields } from '../shared/read-field.ts';
import { makeRedactor } from '../shared/redact.ts';
import { checkAliyunFields } from './aliyun-check.ts';
import type { AliyunExplainContext, AliyunFieldNames } from './aliyun-check.ts';
import { defaultAliyunGslb, isHttpUrl } from './aliyun-mint.ts';
import { aliyunVendorCodes } from './aliyun-vendor-codes.ts';

const namesOfFields: AliyunFieldNames = {
  appId: 'appId',
  channelId: 'channelId',
  userId: 'userId',
  nonce: 'nonce',
  timestamp: 'timestamp',
  token: 'token',
};
/** Fields inside the single string are named as such. */
const namesSingle: AliyunFieldNames = {
  appId: 'token.appid',
  channelId: 'token.channelid',
  userId: 'token.userid',
  nonce: 'token.nonce',
  timestamp: 'token.timestamp',
  token: 'token.token',
};

/** Says what is wrong with a credential for `aliyun-webrtc-sdk` 1.16. Never throws for any credential. */
export function explainAliyun(credential: unknown, context: AliyunExplainContext): Explanation {
  const findings = new FindingList(makeRedactor([context.secrets.appKey]));
  checkClock(findings, context);
  explainVendorCode(findings, context.vendorCode, aliyunVendorCodes);
  const fields = readFields(credential);
  if (fields === undefined) {
    const isText = typeof credential === 'string';
    const hint = isText ? ' A single string is the form of the 7.x SDK.' : '';
    findings.error(
      'malformed',
      'credential',
      `credential must be an object with appId, channelId, userId, nonce, timestamp, token and gslb.${hint}`,
    );
    return findings.explanation();
  }
  const turn = parseTurn(fields['turn']);
  checkAliyunFields(findings, fields, namesOfFields, context, {
    fields: {
      appId: turn.appId ?? context.secrets.appId,
      channelId: turn.channelId ?? context.room,
      userId: turn.userId ?? context.userId,
      nonce: turn.nonce,
      timestamp: turn.timestamp,
    },
  });
  checkForm(findings, fields);
  checkSpelling(findings, fields);
  checkNoncePrefix(findings, fields['nonce']);
  checkGslbField(findings, fields['gslb'], context.secrets.gslb ?? defaultAliyunGslb);
  checkTurn(findings, fields);
  return findings.explanation();
}

/** Says what is wrong with a credential for `aliyun-rtc-sdk` 7.x: the single string, `{ token }` with it, or the separate fields. Never throws. */
export function explainAliyunArtc(credential: unknown, context: AliyunExplainContext): Explanation {
  const findings = new FindingList(makeRedactor([context.secrets.appKey]));
  checkClock(findings, context);
  explainVendorCode(findings, context.vendorCode, aliyunVendorCodes);
  const suspicions = {
    fields: { appId: context.secrets.appId, channelId: context.room, userId: context.userId },
  };

  const object = readFields(credential);
  if (object !== undefined && 'appId' in object) {
    checkAliyunFields(findings, object, namesOfFields, context, suspicions);
    return findings.explanation();
  }
  const single = readText(findings, 'token', object === undefined ? credential : object['token']);
  if (single === undefined) return findings.explanation();
  const fields = decodeSingle(findings, single);
  if (fields !== undefined) checkAliyunFields(findings, fields, namesSingle, context, suspicions);
  return findings.explanation();
}

function decodeSingle(findings: FindingList, single: string): Fields | undefined {
  if (/[-_]/.test(single) && /^[A-Za-z0-9_-]+={0,2}$/.test(single)) {
    findings.error(
      'malformed',
      'token',
      'token is in the URL form of base64 ("-", "_"); the SDK reads the plain form ("+", "/").',
    );
    return undefined;
  }
  if (single.length > 8192 || single.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(single)) {
    findings.error(
      'malformed',
      'token',
      'token is not base64: it was cut off, or characters were changed on the way.',
    );
    return undefined;
  }
  const fields = readFields(parseJson(Buffer.from(single, 'base64').toString()));
  if (fields === undefined)
    findings.error('malformed', 'token', 'token is base64, but not of a JSON object.');
  return (
    fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [`token.${name}`, value]))
  );
}

/** The forms that the adapter refuses before the service is asked: the SDK escapes nothing, and reads a number as a number. */
function checkForm(findings: FindingList, fields: Fields): void {
  const { nonce, timestamp } = fields;
  // Ids are compared with what they should be, and the token with what it must be: what is wrong with those is said.
  if (nonce === '') findings.error('missing', 'nonce', 'nonce is empty.');
  if (typeof nonce === 'string' && /[^A-Za-z0-9_^.-]/.test(nonce))
    findings.error('malformed', 'nonce', 'nonce has a character that the SDK cannot carry.');
  if (typeof timestamp === 'string')
    findings.error(
      'malformed',
      'timestamp',
      'timestamp is a text: it must be a number, also where the token was made over its digits.',
    );
  else if (typeof timestamp === 'number' && !(Number.isSafeInteger(timestamp) && timestamp > 0))
    findings.error('malformed', 'timestamp', 'timestamp must be a whole number of seconds since 1970.');
}

function checkSpelling(findings: FindingList, fields: Fields): void {
  const others = {
    appId: ['appid', 'AppId'],
    channelId: ['channel', 'channelid', 'room'],
    userId: ['userid', 'UserId'],
  };
  for (const [name, spellings] of Object.entries(others)) {
    const other = spellings.find((spelling) => spelling in fields);
    if (fields[name] === undefined && other !== undefined) {
      findings.error(
        'malformed',
        name,
        `${name} is missing, but there is ${other}: the adapter reads ${name}, and spells it for the SDK itself.`,
      );
    }
  }
}

function checkNoncePrefix(findings: FindingList, nonce: unknown): void {
  if (typeof nonce !== 'string' || nonce.startsWith('AK-')) return;
  findings.error(
    'malformed',
    'nonce',
    'nonce must begin with "AK-", also in the text that the token is made over.',
  );
}

function checkGslbField(findings: FindingList, gslb: unknown, configured: readonly string[]): void {
  if (gslb === undefined || gslb === null) {
    findings.error('missing', 'gslb', 'gslb is missing: a list with the address of the service.');
  } else if (typeof gslb === 'string') {
    findings.error(
      'malformed',
      'gslb',
      'gslb is a string: the SDK reads it letter by letter and then calls your own page. Put it into an array.',
    );
  } else if (!Array.isArray(gslb) || gslb.length === 0) {
    findings.error('malformed', 'gslb', 'gslb must be an array with at least one address.');
  } else if (!gslb.every((item) => isHttpUrl(item))) {
    findings.error('malformed', 'gslb', 'gslb must hold absolute http or https addresses only.');
  } else if (!equalInConstantTime(JSON.stringify(gslb), JSON.stringify(configured))) {
    findings.warning(
      'wrong-server',
      'gslb',
      'gslb differs from the addresses that this server is configured with.',
    );
  }
}

interface TurnParts {
  readonly userId?: string;
  readonly appId?: string;
  readonly channelId?: string;
  readonly nonce?: string;
  readonly timestamp?: string;
}

/** The TURN user name repeats what was signed, which tells what was changed later. */
function parseTurn(turn: unknown): TurnParts {
  const username = readFields(turn)?.['username'];
  if (typeof username !== 'string') return {};
  const match = /^([^?]*)\?appid=([^&]*)&channel=([^&]*)&nonce=([^&]*)&timestamp=([^&]*)$/.exec(username);
  const [, userId, appId, channelId, nonce, timestamp] = match ?? [];
  if (userId === undefined || appId === undefined || channelId === undefined) return {};
  if (nonce === undefined || timestamp === undefined) return {};
  return { userId, appId, channelId, nonce, timestamp };
}

function checkTurn(findings: FindingList, fields: Fields): void {
  if (fields['turn'] === undefined) {
    findings.warning(
      'missing',
      'turn',
      'turn is missing: the SDK then uses a fixed password that the real service may refuse.',
    );
    return;
  }
  const turn = readFields(fields['turn']);
  if (turn === undefined) {
    findings.error('malformed', 'turn', 'turn must be an object with username and password.');
    return;
  }
  const password = readText(findings, 'turn.password', turn['password']);
  const token = fields['token'];
  if (password !== undefined && typeof token === 'string' && !equalInConstantTime(password, token)) {
    findings.error('wrong-signature', 'turn.password', 'turn.password must be the same text as token.');
  }
  const username = readText(findings, 'turn.username', turn['username']);
  if (username === undefined) return;
  const parts = parseTurn(turn);
  if (parts.userId === undefined) {
    findings.error(
      'malformed',
      'turn.username',
      'turn.username must be userid?appid=…&channel=…&nonce=…&timestamp=….',
    );
    return;
  }
  for (const name of ['userId', 'appId', 'channelId', 'nonce', 'timestamp'] as const) {
    const value = fields[name];
    const shown = typeof value === 'number' ? String(value) : value;
    if (typeof shown !== 'string') continue;
    checkSame(findings, 'malformed', 'turn.username', {
      found: parts[name] ?? '',
      expected: shown,
      what: `the credential's ${name}`,
    });
  }
}
