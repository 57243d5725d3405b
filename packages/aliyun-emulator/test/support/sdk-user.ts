import type { Page } from 'playwright';

import type { AliyunEmulator } from '../../src/index.ts';
import type { RemoteView, SdkEvent, SdkOutcome } from './page-types.ts';

/** What a user shows and sounds like. */
export interface Look {
  readonly hue: number;
  readonly toneHz: number;
  readonly screenHue?: number;
  readonly size?: number;
  readonly fps?: number;
}

/** One engine of the unmodified SDK in a page, driven from the test. */
export class SdkUser {
  readonly userId: string;
  readonly page: Page;

  constructor(page: Page, userId: string) {
    this.page = page;
    this.userId = userId;
  }

  static async create(page: Page, userId: string): Promise<SdkUser> {
    await page.evaluate((name) => {
      window.harness.create(name);
    }, userId);
    return new SdkUser(page, userId);
  }

  call(method: string, args: readonly unknown[] = [], patienceMs = 8000): Promise<SdkOutcome> {
    return this.page.evaluate(
      ([name, called, given, patience]) => window.harness.call(name, called, given, patience),
      [this.userId, method, args, patienceMs] as const,
    );
  }

  /** A call that must resolve. */
  async must(method: string, args: readonly unknown[] = [], patienceMs = 8000): Promise<unknown> {
    const outcome = await this.call(method, args, patienceMs);
    if (outcome.settled !== 'resolved')
      throw new Error(`${this.userId}.${method}: ${JSON.stringify(outcome)}`);
    return outcome.value;
  }

  async join(emulator: AliyunEmulator, room: string, displayName: string = this.userId): Promise<void> {
    const credential = emulator.credential({ room, userId: this.userId });
    await this.must('joinChannel', [credential, displayName]);
  }

  async publish(look: Look): Promise<void> {
    await this.prepare(look);
    await this.must('publish');
  }

  async prepare(look: Look): Promise<void> {
    await this.page.evaluate(
      ([name, media]) => {
        window.harness.prepare(name, media);
      },
      [this.userId, look] as const,
    );
  }

  /** Waits until the other publishes, then subscribes. */
  async watch(userId: string, options: { screen?: boolean } = {}): Promise<void> {
    await this.waitForEvent('onPublisher', { userId });
    if (options.screen === true) await this.must('configRemoteScreenTrack', [userId, true]);
    await this.must('subscribe', [userId]);
  }

  waitForEvent(
    event: string,
    options: { userId?: string; errorCode?: number; timeoutMs?: number } = {},
  ): Promise<SdkEvent> {
    const { timeoutMs = 8000, ...rest } = options;
    return this.page.evaluate(([name, wanted, choice]) => window.harness.waitForEvent(name, wanted, choice), [
      this.userId,
      event,
      { ...rest, timeoutMs },
    ] as const);
  }

  waitForView(
    userId: string,
    wanted: { hue?: number; screenHue?: number; toneHz?: number; silent?: boolean; timeoutMs?: number },
  ): Promise<RemoteView> {
    const { timeoutMs = 10_000, ...rest } = wanted;
    return this.page.evaluate(([name, other, choice]) => window.harness.waitForView(name, other, choice), [
      this.userId,
      userId,
      { ...rest, timeoutMs },
    ] as const);
  }

  events(): Promise<readonly SdkEvent[]> {
    return this.page.evaluate((name) => window.harness.events(name), this.userId);
  }
}
