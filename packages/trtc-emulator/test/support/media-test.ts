import { test as base, type TestAPI } from 'vitest';

import { startTrtcEmulator, type TrtcEmulator, type TrtcEmulatorOptions } from '../../src/index.ts';
import { BrowserRig } from './browser-rig.ts';
import { SdkUser } from './sdk-user.ts';

/** What a media test gets: one browser for the file, and an emulator and pages of its own. */
export interface MediaFixtures {
  readonly rig: BrowserRig;
  /** Starts an emulator that is stopped when the test ends. */
  readonly emulate: (options?: TrtcEmulatorOptions) => Promise<TrtcEmulator>;
  /** An instance of the SDK in a page and a browser context of its own. */
  readonly user: (userId: string) => Promise<SdkUser>;
}

export const mediaTest: TestAPI<MediaFixtures> = base.extend<MediaFixtures>({
  rig: [
    // eslint wants the empty pattern gone, vitest wants the fixtures named: this one needs none.
    async ({ task: _task }, use) => {
      const rig = await BrowserRig.start();
      await use(rig);
      await rig.stop();
    },
    { scope: 'file' },
  ],
  emulate: async ({ task: _task }, use) => {
    const started: TrtcEmulator[] = [];
    await use(async (options) => {
      const emulator = await startTrtcEmulator(options);
      started.push(emulator);
      return emulator;
    });
    for (const emulator of started) await emulator.stop();
  },
  user: async ({ rig }, use) => {
    const users: SdkUser[] = [];
    await use(async (userId) => {
      const made = await SdkUser.create(await rig.page(), userId);
      users.push(made);
      return made;
    });
    for (const made of users) await made.page.context().close();
  },
});
