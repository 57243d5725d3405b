import { presentIn } from './bare-channel.ts';

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
    const present = await presentIn(this.#room);
    return present.filter((id) => this.#users.get(id) === userId).length;
  }

  /** Listens no more. */
  close(): void {
    this.#channel.close();
  }
}
