import {
  EmulatorError,
  jsonLines,
  optional,
  runEmulatorCommand,
  textOf,
  textsOf,
  type CommandOutput,
  type CommandValues,
} from '@jackfield/emulator-kit';

import type { TrtcEmulator } from '../emulator/emulator-types.ts';
import type { TrtcApp, TrtcEmulatorOptions } from '../settings/options.ts';
import { startTrtcEmulator } from '../start.ts';

const usage = `trtc-emulator: a local stand-in for Tencent's RTC service (trtc-sdk-v5 5.17)

  --port N           TCP port of the service                     (default 8190)
  --control-port N   TCP port of the control interface           (default 8191)
  --control-token T  bearer token of the control interface       (default random)
  --host ADDRESS     IPv4 address to listen on                   (default 127.0.0.1)
  --app ID:KEY       an application; may be given several times  (default 1400000001, random key)
  --codec NAME       H264 or VP8                                 (default H264, then VP8)
  --public-url URL   ws: or wss: address under which browsers reach it, behind a proxy
  --log              write a JSON log to standard error
  --help             this text

A port of 0 takes a free one.`;

function readOptions(values: CommandValues): TrtcEmulatorOptions {
  const codec = textOf(values, 'codec');
  if (codec !== undefined && codec !== 'H264' && codec !== 'VP8') {
    throw new EmulatorError('invalid-option', `--codec must be H264 or VP8, not "${codec}"`);
  }
  const apps = textsOf(values, 'app').map(readApp);
  return {
    port: Number(textOf(values, 'port')),
    controlPort: Number(textOf(values, 'control-port')),
    ...optional('controlToken', textOf(values, 'control-token')),
    ...optional('host', textOf(values, 'host')),
    ...(apps.length === 0 ? {} : { apps }),
    ...(codec === undefined ? {} : { videoCodecs: [codec] }),
    ...optional('publicUrl', textOf(values, 'public-url')),
    ...(values['log'] === true ? { log: jsonLines } : {}),
  };
}

function readApp(text: string): TrtcApp {
  const [id = '', ...rest] = text.split(':');
  return { sdkAppId: Number(id), secretKey: rest.join(':') };
}

function describe(emulator: TrtcEmulator): string {
  const { url, loggerUrl, controlUrl, controlToken, apps } = emulator;
  const [app] = apps;
  return `trtc-emulator is ready

In your app's server, where it makes UserSigs:
${apps.map(({ sdkAppId, secretKey }) => `  SDKAppID   ${sdkAppId}\n  SecretKey  ${secretKey}`).join('\n')}

In what your app gives to trtc.enterRoom({ ... }):
  sdkAppId   ${app?.sdkAppId ?? ''}
  proxy      { websocketProxy: '${url}', loggerProxy: '${loggerUrl}' }

Controls: ${controlUrl ?? 'none'}
  curl -H 'authorization: Bearer ${controlToken}' ${controlUrl ?? ''}/v1/sessions

Ctrl+C stops it.
`;
}

/**
 * Runs the command: starts an emulator as the arguments say and prints what to put where. Resolves with the emulator, or
 * with an exit code where there is nothing to run.
 */
export function runCommand(args: readonly string[], output: CommandOutput): Promise<TrtcEmulator | number> {
  return runEmulatorCommand(
    {
      name: 'trtc-emulator',
      usage,
      options: {
        port: { type: 'string', default: '8190' },
        'control-port': { type: 'string', default: '8191' },
        'control-token': { type: 'string' },
        host: { type: 'string' },
        app: { type: 'string', multiple: true },
        codec: { type: 'string' },
        'public-url': { type: 'string' },
        log: { type: 'boolean', default: false },
      },
      start: (values) => startTrtcEmulator(readOptions(values)),
      describe,
    },
    { args, output },
  );
}
