import {
  type CommandOutput,
  type CommandValues,
  EmulatorError,
  jsonLines,
  optional,
  runEmulatorCommand,
  textOf,
  textsOf,
} from '@jackfield/emulator-kit';

import type { AliyunEmulator } from '../emulator/emulator-types.ts';
import type { AliyunEmulatorOptions } from '../settings/options.ts';
import { startAliyunEmulator } from '../start.ts';

const usage = `aliyun-emulator: a local stand-in for Alibaba Cloud's RTC service (aliyun-webrtc-sdk 1.16)

  --port N           TCP port of the service                     (default 8180)
  --turn-port N      UDP port of TURN                            (default 8181)
  --control-port N   TCP port of the control interface           (default 8182)
  --control-token T  bearer token of the control interface       (default random)
  --host ADDRESS     IPv4 address to listen on                   (default 127.0.0.1)
  --app ID:KEY       an application; may be given several times  (default emulator, random key)
  --codec NAME       H264 or VP8                                 (default H264, then VP8)
  --public-url URL   origin under which browsers reach it, behind a proxy
  --log              write a JSON log to standard error
  --help             this text

A port of 0 takes a free one.`;

function readOptions(values: CommandValues): AliyunEmulatorOptions {
  const codec = textOf(values, 'codec');
  if (codec !== undefined && codec !== 'H264' && codec !== 'VP8') {
    throw new EmulatorError('invalid-option', `--codec must be H264 or VP8, not "${codec}"`);
  }
  const apps = textsOf(values, 'app').map(readApp);
  return {
    port: Number(textOf(values, 'port')),
    turnPort: Number(textOf(values, 'turn-port')),
    controlPort: Number(textOf(values, 'control-port')),
    ...optional('controlToken', textOf(values, 'control-token')),
    ...optional('host', textOf(values, 'host')),
    ...(apps.length === 0 ? {} : { apps }),
    ...(codec === undefined ? {} : { videoCodecs: [codec] }),
    ...optional('publicUrl', textOf(values, 'public-url')),
    ...(values['log'] === true ? { log: jsonLines } : {}),
  };
}

function readApp(text: string): { appId: string; appKey: string } {
  const [appId = '', ...rest] = text.split(':');
  return { appId, appKey: rest.join(':') };
}

function describe(emulator: AliyunEmulator): string {
  const { url, turnUrl, controlUrl, controlToken, apps } = emulator;
  const [app] = apps;
  return `aliyun-emulator is ready

In your app's server, where it makes tokens:
${apps.map(({ appId, appKey }) => `  AppId   ${appId}\n  AppKey  ${appKey}`).join('\n')}

In what your app gives to engine.joinChannel(authInfo):
  appid   '${app?.appId ?? ''}'
  gslb    ['${url}']

Media goes over ${turnUrl}; nothing to set.
Controls: ${controlUrl ?? 'none'}
  curl -H 'authorization: Bearer ${controlToken}' ${controlUrl ?? ''}/v1/sessions

Ctrl+C stops it.
`;
}

/**
 * Runs the command: starts an emulator as the arguments say and prints what to put where. Resolves with the emulator, or
 * with an exit code where there is nothing to run.
 */
export function runCommand(args: readonly string[], output: CommandOutput): Promise<AliyunEmulator | number> {
  return runEmulatorCommand(
    {
      name: 'aliyun-emulator',
      usage,
      options: {
        port: { type: 'string', default: '8180' },
        'turn-port': { type: 'string', default: '8181' },
        'control-port': { type: 'string', default: '8182' },
        'control-token': { type: 'string' },
        host: { type: 'string' },
        app: { type: 'string', multiple: true },
        codec: { type: 'string' },
        'public-url': { type: 'string' },
        log: { type: 'boolean', default: false },
      },
      start: (values) => startAliyunEmulator(readOptions(values)),
      describe,
    },
    { args, output },
  );
}
