import { pause } from '@jackfield/contract/browser';
import { presentIn } from './bare-channel.ts';

/** How often is looked for a hello that is on its way: a second. */
const looks = 100;

interface Hello {
  readonly type: string;
  readonly from: string;
  readonly member?: { readonly userId: string };
}

/** Hears who comes into rooms between tabs, is in none, and says nothing. */
export class Lurker {
  readonly #room: string;
  readonly #channel: BroadcastChannel;
  readonly #users = new Map<string, string>();

  constructor(room: string) {
    this.#room = room;
    this.#channel = new BroadcastChannel(`jackfield-p2p:${room}`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Hello>) => {
      if (data.type === 'hello' && data.member) this.#users.set(data.from, data.member.userId);
    });
  }

  /** How many presences a user has: those whose lock is held. */
  async presences(userId: string): Promise<number> {
    let present = await presentIn(this.#room);
    // A lock is held a moment before the hello that says whose it is comes here.
    for (let look = 0; look < looks && present.some((id) => !this.#users.has(id)); look += 1) {
      await pause(10);
      present = await presentIn(this.#room);
    }
    return present.filter((id) => this.#users.get(id) === userId).length;
  }

  /** Listens no more. */
  close(): void {
    this.#channel.close();
  }
}
