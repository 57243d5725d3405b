import { EmulatorError } from '@jackfield/emulator-kit';
import { encodeTrtcTicket } from '@jackfield/tokens/trtc';

import type { CredentialRequest, TrtcEnterParameters } from '../emulator/emulator-types.ts';
import type { EmulatorSettings } from '../settings/options.ts';

/** Makes what an app's server and page would give to `enterRoom`, for one of the configured apps. */
export function makeCredential(
  { apps, now }: EmulatorSettings,
  { request, url, loggerUrl }: { request: CredentialRequest; url: string; loggerUrl: string },
): TrtcEnterParameters {
  const { sdkAppId, room, userId, lifetimeSeconds = 3600 } = request;
  const app = sdkAppId === undefined ? apps[0] : apps.find((item) => item.sdkAppId === sdkAppId);
  if (app === undefined) throw new EmulatorError('not-found', `there is no app ${sdkAppId ?? ''}`);
  const seconds = Math.floor(now() / 1000);
  // One that has expired was good for a moment, some time ago.
  const [issuedAt, lifetime] =
    lifetimeSeconds > 0 ? [seconds, lifetimeSeconds] : [seconds + lifetimeSeconds - 1, 1];
  const ticket = { userId, sdkAppId: app.sdkAppId, issuedAt, lifetimeSeconds: lifetime };
  return {
    sdkAppId: app.sdkAppId,
    userId,
    userSig: encodeTrtcTicket(ticket, app.secretKey),
    ...(typeof room === 'number' ? { roomId: room } : { strRoomId: room }),
    proxy: { websocketProxy: url, loggerProxy: loggerUrl },
  };
}
