import { createSignallingServer, type SignallingServer, type VerifyCredential } from '../../src/server.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { createServerTime, type ServerTime } from './server-time.ts';

/** How long a credential of a side lasts, milliseconds of the server's time. */
export const credentialMs = 150_000;
const resumeMs = 3_000;
/** The longest wait until the server has seen that a socket is gone, milliseconds. */
const noticedMs = 5_000;

/** Frames by what a session wants with them. */
const framesOf: Readonly<Record<string, readonly string[]>> = {
  leave: ['leave'],
  publish: ['state'],
  mute: ['state'],
  'set-profile': ['profile'],
  moderate: ['moderate'],
};

/** A signalling server of the adapter's own with a disturbed way to it, for one run of one clause. */
export class SignallingUnderTest {
  static async start(): Promise<SignallingUnderTest> {
    const time = createServerTime();
    const under = new SignallingUnderTest(time);
    const { port } = await under.#server.listening;
    under.#proxy = await startFaultProxy(`ws://127.0.0.1:${String(port)}/signalling`);
    return under;
  }

  readonly #time: ServerTime;
  readonly #server: SignallingServer;
  #proxy: FaultProxy | undefined;
  readonly #releases = new Map<number, () => void>();
  readonly #refusals: { readonly reason: 'join' | 'renew'; readonly code: string }[] = [];
  #joinsHeld: Promise<void> | undefined;
  #expiring = false;
  #holds = 0;

  private constructor(time: ServerTime) {
    this.#time = time;
    this.#server = createSignallingServer({
      port: 0,
      clock: time,
      resumeMs,
      verify: this.#verify,
      // A page on a busy machine may be still for seconds: no clause is about that.
      joinMs: 60_000,
      limits: { members: 100 },
    });
  }

  get url(): string {
    return this.#way.url;
  }

  presences(room: string, userId: string): number {
    const members = this.#server.rooms().find((each) => each.room === room)?.members ?? [];
    return members.filter((member) => member.userId === userId).length;
  }

  kick(room: string, userId: string): void {
    this.#server.kick(room, userId);
  }

  closeRoom(room: string): void {
    this.#server.closeRoom(room);
  }

  shutdown(): Promise<void> {
    return this.#server.close();
  }

  /** Gives the number to release it by. */
  hold(operation: string): number {
    const number = ++this.#holds;
    if (operation === 'join') {
      let release: () => void = () => undefined;
      this.#joinsHeld = new Promise((resolve) => {
        release = resolve;
      });
      this.#releases.set(number, () => {
        this.#joinsHeld = undefined;
        release();
      });
    } else this.#releases.set(number, this.#way.hold(framesOf[operation] ?? []));
    return number;
  }

  release(number: number): void {
    this.#releases.get(number)?.();
    this.#releases.delete(number);
  }

  refuse(operation: string, code: string): void {
    if (operation === 'join' && code === 'network') this.#way.refuseConnection();
    else if (operation === 'join') this.#refusals.push({ reason: 'join', code });
    else if (operation === 'renew-credential') this.#refusals.push({ reason: 'renew', code });
    // The protocol's word for "you may not publish that".
    else this.#way.refuse(framesOf[operation] ?? [], operation === 'publish' ? 'forbidden' : code);
  }

  /** Nobody's credential is renewed any longer. */
  endCredentials(): void {
    this.#expiring = true;
  }

  cut(side: string): void {
    this.#way.cut(side);
  }

  mend(side: string): void {
    this.#way.mend(side);
  }

  /** The way is back; where the session was given up meanwhile, it is a new one. */
  async restore(side: string, mode: string, room: string, userId: string): Promise<void> {
    if (mode === 'restarted') {
      // The time in which it may be resumed begins only when the server has seen that the socket is gone.
      const end = performance.now() + noticedMs;
      while (this.#server.present(room, userId)?.connected === true && performance.now() < end)
        await new Promise((resolve) => setImmediate(resolve));
      this.#time.skip(resumeMs + 100);
    }
    this.#way.mend(side);
  }

  pass(ms: number): void {
    this.#time.skip(ms);
  }

  async close(): Promise<void> {
    for (const release of this.#releases.values()) release();
    await this.#way.close();
    await this.#server.close();
  }

  get #way(): FaultProxy {
    if (!this.#proxy) throw new TypeError('The proxy has not started.');
    return this.#proxy;
  }

  /** Sides say why they ask; far sides say nothing, and may do everything for ever. */
  readonly #verify: VerifyCredential = async ({ credential }) => {
    const permissions = { moderate: true };
    if (credential === undefined) return { permissions };
    const reason = credential === 'expiring' ? 'renew' : 'join';
    if (reason === 'join') await this.#joinsHeld;
    const index = this.#refusals.findIndex((each) => each.reason === reason);
    const [refusal] = index < 0 ? [] : this.#refusals.splice(index, 1);
    const code = refusal?.code ?? (this.#expiring && reason === 'renew' ? 'credential-expired' : undefined);
    if (code !== undefined) throw Object.assign(new Error('The test says no.'), { code });
    return { permissions, expiresAt: this.#time.now() + credentialMs };
  };
}
