import { randomUUID } from 'node:crypto';

import { EmulatorError } from '@jackfield/emulator-kit';

import type { AliyunAuthInfo, CredentialRequest } from '../emulator/emulator-types.ts';
import type { EmulatorSettings } from '../settings/options.ts';
import { aliyunToken } from './token.ts';

/** Makes the auth info that an app's server would make, for one of the configured apps. */
export function makeCredential(
  settings: EmulatorSettings,
  url: string,
  request: CredentialRequest,
): AliyunAuthInfo {
  const { apps } = settings;
  const app = request.appId === undefined ? apps[0] : apps.find(({ appId }) => appId === request.appId);
  if (app === undefined) throw new EmulatorError('not-found', `there is no app "${request.appId ?? ''}"`);
  const nonce = `AK-${randomUUID()}`;
  const timestamp = Math.floor(settings.nowSeconds()) + (request.lifetimeSeconds ?? 3600);
  const { room, userId } = request;
  const token = aliyunToken({ ...app, channelId: room, userId, nonce, timestamp });
  return { appid: app.appId, channel: room, userid: userId, nonce, timestamp, token, gslb: [url] };
}
