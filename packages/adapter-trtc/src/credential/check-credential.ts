import type { JoinRequest, RtcError } from '@jackfield/core/adapter';
import { readField } from '@jackfield/core/adapter-kit';
import type { TrtcCredential } from './credential.ts';
import { errors } from '../errors.ts';
import { findProxyFault } from './find-proxy-fault.ts';
import type { TrtcEnterRoom, TrtcProxy } from '../port.ts';

const largestRoom = 4_294_967_294;
const roomPattern = /^[\w !#$%&()+\-:;<=.>?@[\]^{}|~,]{1,64}$/;

/**
 * Reads a credential, and says what is wrong with it before the network is touched: the SDK checks neither the user id nor
 * the userSig, and tells of a bad one only after it has dialled.
 */
export function checkCredential(
  given: unknown,
  request: Pick<JoinRequest, 'room' | 'userId'>,
): Pick<
  TrtcEnterRoom,
  'sdkAppId' | 'userId' | 'userSig' | 'roomId' | 'strRoomId' | 'privateMapKey' | 'proxy'
> {
  const [sdkAppId, userId, userSig, privateMapKey] = (
    ['sdkAppId', 'userId', 'userSig', 'privateMapKey'] as const satisfies readonly (keyof TrtcCredential)[]
  ).map((name) => readField(given, name));
  if (typeof sdkAppId !== 'number' || !Number.isInteger(sdkAppId) || sdkAppId <= 0)
    throw invalid('sdkAppId must be the whole, positive number of the application.');
  if (userId !== request.userId) throw invalid('userId is not the user who joins.');
  if (typeof userSig !== 'string' || !/^[\w*-]{16,8192}$/.test(userSig))
    throw invalid('userSig must be a UserSig as the server made it: letters, digits, "*", "-" and "_".');
  if (privateMapKey !== undefined && typeof privateMapKey !== 'string')
    throw invalid('privateMapKey must be a text.');
  const proxy = readField(given, 'proxy');
  const wrong = proxy === undefined ? undefined : findProxyFault(proxy);
  if (wrong !== undefined) throw invalid(wrong);
  return {
    sdkAppId,
    userId: request.userId,
    userSig,
    ...roomOf(readField(given, 'room') ?? readField(given, 'strRoomId') ?? request.room),
    ...(privateMapKey === undefined ? {} : { privateMapKey }),
    ...(proxy === undefined ? {} : { proxy: proxy as TrtcProxy }),
  };
}

function roomOf(room: unknown): Pick<TrtcEnterRoom, 'roomId' | 'strRoomId'> {
  if (typeof room === 'number') {
    if (Number.isInteger(room) && room >= 1 && room <= largestRoom) return { roomId: room };
    throw invalid(`room must be a whole number from 1 to ${String(largestRoom)}.`);
  }
  if (typeof room === 'string' && roomPattern.test(room)) return { strRoomId: room };
  throw invalid('room must be a number, or a text of 1 to 64 letters, digits and signs.');
}

function invalid(what: string): RtcError {
  return errors.make('credential-invalid', `The credential cannot be used: ${what}`);
}
