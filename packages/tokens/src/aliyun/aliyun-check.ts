import { checkSame, readText } from '../shared/check-identity.ts';
import { checkExpiry, looksLikeMilliseconds, readSeconds } from '../shared/check-time.ts';
import { equalInConstantTime } from '../shared/compare.ts';
import type { ExplainContext, FindingList } from '../shared/finding.ts';
import { portableId } from '../shared/identifier.ts';
import type { Fields } from '../shared/read-field.ts';
import { diagnoseAliyunHash } from './aliyun-diagnose.ts';
import type { AliyunBlame, AliyunSuspicions } from './aliyun-diagnose.ts';
import { signAliyun } from './aliyun-sign.ts';
import type { AliyunSecrets } from './aliyun-types.ts';

/** What `explainAliyun` and `explainAliyunArtc` take beside the credential. */
export interface AliyunExplainContext extends ExplainContext {
  /** The secrets that the credential should have been made with. */
  readonly secrets: AliyunSecrets;
}

/** How a form of the credential spells its fields. */
export type AliyunFieldNames = Readonly<Record<Exclude<AliyunBlame, 'appKey'>, string>>;

/** What both forms of the credential share: presence, identity, time and hash. */
export function checkAliyunFields(
  findings: FindingList,
  fields: Fields,
  names: AliyunFieldNames,
  context: AliyunExplainContext,
  suspicions: AliyunSuspicions,
): void {
  const { secrets } = context;
  const appId = readText(findings, names.appId, fields[names.appId]);
  const channelId = readText(findings, names.channelId, fields[names.channelId]);
  const userId = readText(findings, names.userId, fields[names.userId]);
  const token = readText(findings, names.token, fields[names.token]);
  const nonce = fields[names.nonce] === '' ? '' : readText(findings, names.nonce, fields[names.nonce]);
  const timestamp = readSeconds(findings, names.timestamp, fields[names.timestamp]);

  if (appId !== undefined)
    checkSame(findings, 'wrong-app', names.appId, {
      found: appId,
      expected: secrets.appId,
      what: 'the AppId of this server',
    });
  if (channelId !== undefined)
    checkSame(findings, 'wrong-room', names.channelId, {
      found: channelId,
      expected: context.room,
      what: 'the room to join',
    });
  if (userId !== undefined)
    checkSame(findings, 'wrong-user', names.userId, {
      found: userId,
      expected: context.userId,
      what: 'the user who joins',
    });
  for (const [name, value] of [
    [names.channelId, channelId],
    [names.userId, userId],
  ] as const) {
    if (value !== undefined && !portableId.test(value)) {
      findings.error(
        'malformed',
        name,
        `${name} may only hold 1 to 64 letters, digits, "_" and "-"; the SDK puts it into addresses as it is.`,
      );
    }
  }
  if (timestamp !== undefined) checkExpiry(findings, names.timestamp, timestamp, context);
  if (
    appId === undefined ||
    channelId === undefined ||
    userId === undefined ||
    token === undefined ||
    nonce === undefined
  )
    return;

  const raw = fields[names.timestamp];
  if (typeof raw !== 'number' && typeof raw !== 'string') return;
  checkAliyunHash(
    findings,
    { appId, channelId, userId, nonce, timestamp: raw },
    { token, names, secrets, suspicions },
  );
}

function checkAliyunHash(
  findings: FindingList,
  signed: Parameters<typeof signAliyun>[0],
  rest: { token: string; names: AliyunFieldNames; secrets: AliyunSecrets; suspicions: AliyunSuspicions },
): void {
  const { token, names, secrets, suspicions } = rest;
  if (equalInConstantTime(signAliyun(signed, secrets.appKey), token)) return;

  const diagnosis = diagnoseAliyunHash(token, signed, secrets.appKey, suspicions);
  if (diagnosis !== undefined) {
    const field = diagnosis.blame === 'appKey' ? names.token : names[diagnosis.blame];
    const subject = field === names.token ? names.token : `${field}: ${names.token}`;
    findings.error(diagnosis.code, field, `${subject} does not match: ${diagnosis.message}.`);
    return;
  }
  if (!/^[0-9a-f]{64}$/.test(token)) {
    findings.error(
      'malformed',
      names.token,
      `${names.token} must be 64 lower-case hex digits (a SHA-256); it has ${token.length} characters.`,
    );
    return;
  }
  // Said even when a field is known to be wrong already: then the hash, too, was made over another value.
  const unit = looksLikeMilliseconds(Number(signed.timestamp)) ? ' Mind the unit of the timestamp.' : '';
  findings.error(
    'wrong-signature',
    names.token,
    `${names.token} is not the SHA-256 of ${names.appId} + AppKey + ${names.channelId} + ${names.userId} + ${names.nonce} + ${names.timestamp}: either the AppKey of this server is another one, or one of these fields was changed after signing.${unit}`,
  );
}
