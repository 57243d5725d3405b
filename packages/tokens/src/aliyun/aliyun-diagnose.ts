import { createHash, createHmac } from 'node:crypto';

import { equalInConstantTime } from '../shared/compare.ts';
import type { FindingCode } from '../shared/finding.ts';
import { aliyunSignedText, signAliyun } from './aliyun-sign.ts';
import type { AliyunSignedFields } from './aliyun-sign.ts';

/** Which field a diagnosis blames, in the words of the neutral fields. */
export type AliyunBlame = keyof AliyunSignedFields | 'token' | 'appKey';

/** Why a hash does not match. */
export interface AliyunDiagnosis {
  /** What is wrong, as a fixed word. */
  readonly code: FindingCode;
  readonly blame: AliyunBlame;
  readonly message: string;
}

/** Values that the credential may have been signed with, instead of those it shows. */
export interface AliyunSuspicions {
  readonly fields: Partial<Record<keyof AliyunSignedFields, string | undefined>>;
}

/** Tries the mistakes that people make with this hash; undefined when none of them gives the token that was found. */
export function diagnoseAliyunHash(
  token: string,
  fields: AliyunSignedFields,
  appKey: string,
  suspicions: AliyunSuspicions,
): AliyunDiagnosis | undefined {
  for (const candidate of candidates(fields, appKey, suspicions)) {
    if (equalInConstantTime(candidate.token, token)) return candidate;
  }
  return undefined;
}

function* candidates(
  fields: AliyunSignedFields,
  appKey: string,
  suspicions: AliyunSuspicions,
): Generator<AliyunDiagnosis & { readonly token: string }> {
  const code = 'wrong-signature';
  const { appId, channelId, userId, nonce, timestamp } = fields;
  const text = aliyunSignedText(fields, appKey);
  const sha256 = (input: string): string => createHash('sha256').update(input).digest('hex');

  yield {
    token: signAliyun(fields, appKey).toUpperCase(),
    code,
    blame: 'token',
    message: 'it is in upper case: the vendor compares with lower-case hex',
  };
  yield {
    token: createHash('sha256').update(text).digest('base64'),
    code,
    blame: 'token',
    message: 'it is in base64: the vendor wants lower-case hex',
  };
  yield { token: sha256(sha256(text)), code, blame: 'token', message: 'it was hashed twice' };
  yield {
    token: createHash('md5').update(text).digest('hex'),
    code,
    blame: 'token',
    message: 'it is an MD5: the vendor wants SHA-256',
  };
  yield {
    token: createHmac('sha256', appKey).update(text).digest('hex'),
    code,
    blame: 'token',
    message: 'it is an HMAC: the vendor wants a plain SHA-256',
  };
  yield {
    token: createHmac('sha256', appKey)
      .update(`${appId}${channelId}${userId}${nonce}${timestamp}`)
      .digest('hex'),
    code,
    blame: 'token',
    message: 'it is an HMAC: the vendor wants a plain SHA-256 with the AppKey inside',
  };
  yield {
    token: sha256(`${appKey}${appId}${channelId}${userId}${nonce}${timestamp}`),
    code,
    blame: 'token',
    message: 'the AppKey was put before the AppId',
  };
  yield {
    token: sha256(`${appId}${appKey}${userId}${channelId}${nonce}${timestamp}`),
    code,
    blame: 'token',
    message: 'user and channel were swapped',
  };
  yield { token: signAliyun(fields, ''), code, blame: 'appKey', message: 'it was made without any AppKey' };
  for (const end of ['\n', '\r\n', ' ']) {
    yield {
      token: signAliyun(fields, `${appKey}${end}`),
      code,
      blame: 'appKey',
      message: 'it was made with a blank or line break after the AppKey',
    };
  }

  const seconds = Number(timestamp);
  const otherUnit = [seconds * 1000, Math.floor(seconds / 1000)];
  for (const other of otherUnit) {
    yield {
      token: signAliyun({ ...fields, timestamp: other }, appKey),
      code: 'milliseconds',
      blame: 'timestamp',
      message:
        'it was made over a timestamp in another unit than the credential shows; both must be the same number of seconds',
    };
  }
  const otherNonces = ['', nonce.replace(/^AK-/, ''), `AK-${nonce}`];
  for (const other of otherNonces) {
    yield {
      token: signAliyun({ ...fields, nonce: other }, appKey),
      code,
      blame: 'nonce',
      message: 'it was made over another nonce: both must be the same text, "AK-" included',
    };
  }
  yield* changedAfterSigning(fields, appKey, suspicions);
}

function* changedAfterSigning(
  fields: AliyunSignedFields,
  appKey: string,
  suspicions: AliyunSuspicions,
): Generator<AliyunDiagnosis & { readonly token: string }> {
  for (const name of ['appId', 'channelId', 'userId', 'nonce', 'timestamp'] as const) {
    const original = suspicions.fields[name];
    if (original === undefined) continue;
    yield {
      token: signAliyun({ ...fields, [name]: original }, appKey),
      code: 'wrong-signature',
      blame: name,
      message: `it was made over another ${name} than the credential shows: that field was changed after signing`,
    };
  }
}
