import { startAliyunEmulator } from '@jackfield/aliyun-emulator';
import type { AliyunSecrets } from '@jackfield/tokens/aliyun';

/** What the calls go through. */
export interface LiveService {
  /** In words, without secrets. */
  readonly name: string;
  readonly secrets: AliyunSecrets;
  /** Whether it is the real one, with hosts outside. */
  readonly real: boolean;
  /** Removes somebody, as the vendor's console does; undefined where a person must do it. */
  readonly kick: ((user: { readonly room: string; readonly userId: string }) => void) | undefined;
  /** Ends a room. */
  readonly closeRoom: ((room: string) => void) | undefined;
  stop(): Promise<void>;
}

/** The real service, by an account. */
export function realService(secrets: AliyunSecrets): LiveService {
  return {
    name: `the service of Alibaba Cloud (${secrets.gslb?.[0] ?? 'its usual entry address'})`,
    secrets,
    real: true,
    kick: undefined,
    closeRoom: undefined,
    stop: () => Promise.resolve(),
  };
}

/** The emulator, for a dry run. */
export async function emulatedService(): Promise<LiveService> {
  const emulator = await startAliyunEmulator();
  const [app] = emulator.apps;
  if (!app) throw new Error('The emulator has no application.');
  return {
    name: 'the emulator (a dry run: it says nothing of the real service)',
    secrets: { ...app, gslb: [emulator.url] },
    real: false,
    kick: (user) => {
      emulator.kick(user);
    },
    closeRoom: (room) => {
      emulator.closeRoom({ room });
    },
    stop: () => emulator.stop(),
  };
}
