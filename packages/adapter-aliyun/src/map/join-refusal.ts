import type { RtcError } from '@jackfield/core/adapter';
import { readField } from '@jackfield/core/adapter-kit';
import type { AliyunCredential } from '../credential/credential.ts';
import { errors, numberOf } from './map-errors.ts';

/** Turns what the SDK rejected a join with into what to check. The token is in no message. */
export function joinRefusal(cause: unknown, { gslb, appId }: AliyunCredential): RtcError {
  const number = numberOf(cause) ?? codeOfReply(cause);
  const error = errors.from(cause, 'The service refused the join.', 'signalling');
  // A word of the app's own server, or of core.
  if (error === cause) return error;
  if (error.code === 'network') {
    const message = `The service could not be reached at ${String(gslb[0])}. Check \`gslb\` of the credential, the network, and \`connect-src\` of the page's Content-Security-Policy.`;
    return errors.make('network', message, { cause });
  }
  if (number === undefined) return error;
  const what =
    words[number] ??
    'refused it with a number that nobody has documented: look it up in the console, or ask explainAliyun of @jackfield/tokens/aliyun with it';
  const message = `The service ${what.replace('APP', appId)} (${String(number)}).`;
  return errors.make(error.code === 'unknown' ? 'signalling' : error.code, message, {
    cause,
    vendorCode: number,
  });
}

/** The number of an answer whose only number is inside of it. */
function codeOfReply(cause: unknown): number | undefined {
  const code = readField(readField(cause, 'data'), 'code');
  return typeof code === 'number' ? code : undefined;
}

const words: Readonly<Partial<Record<number, string>>> = {
  16974081:
    'misses a field of the credential, or cannot read one: compare it with the table of fields in docs/aliyun.md',
  33620481:
    'knows no application APP: check the AppId, and that `gslb` is the address of the region in which it was created',
  33620482: 'has disabled the application, or it is not paid for: look into the console of the vendor',
  33620483: 'has ended this room: join another one, or create it anew on your server',
  33620484: 'has no such room, or does not take its name: check `channelId`',
  33620485:
    "takes the token for wrong: check that the server signs with this application's AppKey, over appId + AppKey + channelId + userId + nonce + timestamp in that order, and gives just these fields to the page; explainAliyun of @jackfield/tokens/aliyun tells which",
  33622275:
    'failed to take the join: a fault of its own, so try again, and tell the vendor the number if it stays',
};
