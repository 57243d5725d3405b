import type { AliyunEmulator } from '@jackfield/aliyun-emulator';
import type { TrtcEmulator } from '@jackfield/trtc-emulator';

/** A place in a room. */
export interface Place {
  readonly room: string;
  readonly userId: string;
}

/** Signs what the Aliyun adapter takes, as an app's server would. */
export function aliyunCredential(emulator: AliyunEmulator, seat: Place): object {
  const { appid, channel, userid, ...rest } = emulator.credential(seat);
  const turn = { username: userid, password: rest.token };
  return { appId: appid, channelId: channel, userId: userid, ...rest, turn };
}

/** Signs what the TRTC adapter takes. */
export function trtcCredential(emulator: TrtcEmulator, { room, userId }: Place): object {
  const { sdkAppId, userSig, proxy } = emulator.credential({ room, userId });
  return { sdkAppId, userId, userSig, room, proxy };
}
