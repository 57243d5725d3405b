import type { MemberWords, Payload, RoomListener, State, Way } from './bare-words.ts';

type Frame =
  | { readonly type: 'hello'; readonly from: string; readonly member: MemberWords }
  | { readonly type: 'here'; readonly from: string; readonly to: string; readonly member: MemberWords }
  | { readonly type: 'signal'; readonly from: string; readonly to: string; readonly payload: Payload }
  | { readonly type: 'state'; readonly from: string; readonly state: State }
  | { readonly type: 'profile'; readonly from: string; readonly displayName: string }
  | { readonly type: 'leave'; readonly from: string };

const prefixOf = (room: string): string => `jackfield-p2p:${room}:`;

/** The ids of those who are in a room, by their locks. */
export async function presentIn(room: string): Promise<readonly string[]> {
  const { held = [] } = await navigator.locks.query();
  const prefix = prefixOf(room);
  return held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

/** Into a room by the channel between tabs. */
export class BareChannel implements Way {
  readonly #room: string;
  readonly #channel: BroadcastChannel;
  readonly #id: string = crypto.randomUUID().replaceAll('-', '');
  readonly #known = new Set<string>();
  readonly #end = new AbortController();
  #self: MemberWords | undefined;
  #listener: RoomListener | undefined;
  #letGo: () => void = () => undefined;
  #met: () => void = () => undefined;

  constructor(room: string) {
    this.#room = room;
    this.#channel = new BroadcastChannel(`jackfield-p2p:${room}`);
  }

  async enter(self: Omit<MemberWords, 'id'>, listener: RoomListener): Promise<string> {
    this.#listener = listener;
    this.#self = { ...self, id: this.#id };
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Frame>) => {
      this.#take(data);
    });
    await new Promise<void>((resolve) => {
      void navigator.locks.request(prefixOf(this.#room) + this.#id, () => {
        resolve();
        return new Promise<void>((letGo) => {
          this.#letGo = letGo;
        });
      });
    });
    const others = (await presentIn(this.#room)).filter((id) => id !== this.#id);
    const all = new Promise<void>((resolve) => {
      this.#met = () => {
        if (others.every((id) => this.#known.has(id))) resolve();
      };
      this.#met();
    });
    this.#post({ type: 'hello', from: this.#id, member: this.#self });
    await all;
    return this.#id;
  }

  signal(to: string, payload: Payload): void {
    this.#post({ type: 'signal', from: this.#id, to, payload });
  }

  state(state: State): Promise<void> {
    if (this.#self) this.#self = { ...this.#self, state };
    this.#post({ type: 'state', from: this.#id, state });
    return Promise.resolve();
  }

  rename(displayName: string): Promise<void> {
    if (this.#self) this.#self = { ...this.#self, displayName };
    this.#post({ type: 'profile', from: this.#id, displayName });
    return Promise.resolve();
  }

  moderate(): Promise<void> {
    return Promise.reject(new Error('Nobody moderates between tabs.'));
  }

  leave(): Promise<void> {
    this.#post({ type: 'leave', from: this.#id });
    this.vanish();
    return Promise.resolve();
  }

  vanish(): void {
    this.#channel.close();
    this.#end.abort();
    this.#letGo();
  }

  #take(frame: Frame): void {
    if ('to' in frame && frame.to !== this.#id) return;
    if (frame.type === 'hello' || frame.type === 'here') {
      if (frame.type === 'hello' && this.#self)
        this.#post({ type: 'here', from: this.#id, to: frame.from, member: this.#self });
      this.#meet(frame.member);
    }
    if (frame.type === 'signal') this.#listener?.signal(frame.from, frame.payload);
    if (frame.type === 'state') this.#listener?.state(frame.from, frame.state);
    if (frame.type === 'leave') this.#gone(frame.from);
  }

  #meet(member: MemberWords): void {
    if (this.#known.has(member.id)) return;
    this.#known.add(member.id);
    this.#listener?.joined(member);
    this.#met();
    const { signal } = this.#end;
    navigator.locks
      .request(prefixOf(this.#room) + member.id, { mode: 'shared', signal }, () => {
        this.#gone(member.id);
      })
      .catch(() => undefined); // aborted: this one has gone itself
  }

  #gone(id: string): void {
    this.#listener?.left(id);
  }

  #post(frame: Frame): void {
    if (!this.#end.signal.aborted) this.#channel.postMessage(frame);
  }
}
