import type { Page } from 'playwright';

import type { TrtcEmulator } from '../../src/index.ts';
import type { Look, RemoteView, SdkEvent, SdkOutcome } from './page-types.ts';

/** How a user enters a room. */
export interface Entry {
  readonly room?: string | number;
  readonly scene?: 'rtc' | 'live';
  readonly role?: 'anchor' | 'audience';
}

/** One instance of the unmodified SDK in a page, driven from the test. */
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

  call(method: string, args: readonly unknown[] = [], patienceMs = 10_000): Promise<SdkOutcome> {
    return this.page.evaluate(
      ([name, called, given, patience]) => window.harness.call(name, called, given, patience),
      [this.userId, method, args, patienceMs] as const,
    );
  }

  /** A call that must resolve. */
  async must(method: string, args: readonly unknown[] = [], patienceMs = 10_000): Promise<void> {
    const outcome = await this.call(method, args, patienceMs);
    if (outcome.settled !== 'resolved')
      throw new Error(`${this.userId}.${method}: ${JSON.stringify(outcome)}`);
  }

  /** What `enterRoom` is given. */
  entry(emulator: TrtcEmulator, { room = 'room-1', scene = 'rtc', role }: Entry = {}): object {
    return {
      ...emulator.credential({ room, userId: this.userId }),
      scene,
      ...(role === undefined ? {} : { role }),
      autoReceiveAudio: false,
      autoReceiveVideo: false,
    };
  }

  async join(emulator: TrtcEmulator, entry: Entry = {}): Promise<void> {
    await this.must('enterRoom', [this.entry(emulator, entry)]);
  }

  /** Publishes and waits until the service says so. */
  async publish(look: Look): Promise<void> {
    await this.page.evaluate(([name, media]) => window.harness.publish(name, media), [
      this.userId,
      look,
    ] as const);
    if (look.hue !== undefined)
      await this.event('publish-state-changed', { mediaType: 'video', state: 'started' });
    if (look.toneHz !== undefined)
      await this.event('publish-state-changed', { mediaType: 'audio', state: 'started' });
  }

  /** Waits until the other publishes, then subscribes. */
  async watch(
    userId: string,
    { screen = false, small = false }: { screen?: boolean; small?: boolean } = {},
  ): Promise<void> {
    await this.event('remote-video-available', { userId, streamType: screen ? 'sub' : 'main' });
    await this.must('startRemoteVideo', [
      { userId, streamType: screen ? 'sub' : 'main', ...(small ? { option: { small: true } } : {}) },
    ]);
  }

  async hear(userId: string): Promise<void> {
    await this.event('remote-audio-available', { userId });
    await this.must('muteRemoteAudio', [userId, false]);
  }

  event(
    event: string,
    fields: Readonly<Record<string, unknown>> = {},
    { after = 0, timeoutMs = 10_000 }: { after?: number; timeoutMs?: number } = {},
  ): Promise<SdkEvent> {
    return this.page.evaluate(([name, wanted, choice]) => window.harness.waitForEvent(name, wanted, choice), [
      this.userId,
      event,
      { fields, after, timeoutMs },
    ] as const);
  }

  view(
    userId: string,
    wanted: {
      hue?: number;
      screenHue?: number;
      toneHz?: number;
      silent?: boolean;
      width?: number;
      timeoutMs?: number;
    },
  ): Promise<RemoteView> {
    const { timeoutMs = 15_000, ...rest } = wanted;
    return this.page.evaluate(([name, other, choice]) => window.harness.waitForView(name, other, choice), [
      this.userId,
      userId,
      { ...rest, timeoutMs },
    ] as const);
  }

  send(cmdId: number, text: string): Promise<void> {
    return this.page.evaluate(([name, id, words]) => window.harness.send(name, id, words), [
      this.userId,
      cmdId,
      text,
    ] as const);
  }

  /** How many events there were so far; what comes later is looked for from here. */
  async mark(): Promise<number> {
    return (await this.page.evaluate((name) => window.harness.events(name), this.userId)).length;
  }
}
