/** How much is bound at most. */
export interface BindingLimits {
  /** Names that one browser holds at a time. */
  readonly perHolder: number;
  /** Names that all browsers of one address hold at a time. */
  readonly perAddress: number;
  /** Names in all. */
  readonly total: number;
}

/** What holds unless a test changes it. */
export const bindingLimits: BindingLimits = { perHolder: 100, perAddress: 2000, total: 20_000 };

/** Who wants to be whom, and for how long. */
export interface BindingRequest {
  readonly room: string;
  readonly userId: string;
  readonly holder: string;
  /** The address that it counts for. */
  readonly address: string;
  /** When the binding ends, milliseconds since 1970. */
  readonly until: number;
}

interface Binding {
  readonly holder: string;
  readonly address: string;
  until: number;
}

/** Who is whom in which room: the first browser that asks, until the last credential that it got is over. */
export class IdentityBindings {
  readonly #limits: BindingLimits;
  readonly #now: () => number;
  readonly #bindings = new Map<string, Binding>();

  constructor(limits: BindingLimits = bindingLimits, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Binds, or prolongs what is bound. Says why not: `taken` by somebody else, or `full`. */
  bind({ room, userId, holder, address, until }: BindingRequest): 'bound' | 'taken' | 'full' {
    const key = `${room}/${userId}`;
    const before = this.#bindings.get(key);
    if (before && before.until > this.#now()) {
      if (before.holder !== holder) return 'taken';
      before.until = Math.max(before.until, until);
      return 'bound';
    }
    if (!this.#hasRoom(holder, address)) return 'full';
    this.#bindings.set(key, { holder, address, until });
    return 'bound';
  }

  #hasRoom(holder: string, address: string): boolean {
    const now = this.#now();
    let ofHolder = 0;
    let ofAddress = 0;
    for (const [key, binding] of this.#bindings) {
      if (binding.until <= now) this.#bindings.delete(key);
      else {
        if (binding.holder === holder) ofHolder += 1;
        if (binding.address === address) ofAddress += 1;
      }
    }
    const { perHolder, perAddress, total } = this.#limits;
    return ofHolder < perHolder && ofAddress < perAddress && this.#bindings.size < total;
  }
}
