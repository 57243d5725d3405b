import { randomBytes } from 'node:crypto';
import type { AliyunEmulator, EmulatorLimits } from '@jackfield/aliyun-emulator';
import { aliyunProvider } from '@jackfield/tokens/aliyun';
import type { TokenProvider } from '@jackfield/tokens';

/** What a mounted emulator takes at most: less than one on its own, as strangers may reach it. */
export const emulatorLimits: Partial<EmulatorLimits> = {
  sessions: 100,
  usersPerRoom: 20,
  subscriptionsPerSession: 20,
  bodyBytes: 64 * 1024,
  queuedItems: 500,
  records: 200,
};

/** Where the emulator is reached. */
export interface EmulatorPlace {
  /** The IPv4 address for TURN and media. */
  readonly address: string;
  /** The UDP port of TURN; 0 for any that is free. */
  readonly turnPort: number;
  /** The origin of the server that it is mounted in. */
  readonly origin: string;
}

/** A running emulator, and what hands out credentials for it. */
export interface RunningEmulator {
  readonly emulator: AliyunEmulator;
  readonly provider: TokenProvider;
}

/**
 * Starts an emulator without an HTTP port of its own. Its key is new at each start and never leaves this process. Its code is
 * loaded only now: a server that nobody asks for it does without.
 */
export async function startEmulator({ address, turnPort, origin }: EmulatorPlace): Promise<RunningEmulator> {
  const { startAliyunEmulator } = await import('@jackfield/aliyun-emulator');
  const app = { appId: 'emulator', appKey: randomBytes(24).toString('hex') };
  const emulator = await startAliyunEmulator({
    host: address,
    port: false,
    controlPort: false,
    turnPort,
    apps: [app],
    publicUrl: origin,
    limits: emulatorLimits,
  });
  return { emulator, provider: aliyunProvider({ ...app, gslb: [origin] }) };
}
