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

/** Who wants to be whom. */
export interface BindingRequest {
  readonly room: string;
  readonly userId: string;
  readonly holder: string;
  /** The address that it counts for. */
  readonly address: string;
}

/** A name that is held while its credential is being made. Exactly one of both is called. */
export interface NameHold {
  /** The credential was given: the name is bound until then, milliseconds since 1970, or for as long as it was. */
  bind(until: number): void;
  /** There is no credential: the name is what it was before. */
  release(): void;
}

interface Binding {
  readonly holder: string;
  readonly address: string;
  until: number;
  /** Credentials that are being made. */
  pending: number;
}

/** Who is whom in which room: the first browser that gets a credential, until the last one that it got is over. */
export class IdentityBindings {
  readonly #limits: BindingLimits;
  readonly #now: () => number;
  readonly #bindings = new Map<string, Binding>();

  constructor(limits: BindingLimits = bindingLimits, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Names that are bound or held now, and those that ended and were not looked at since. */
  get size(): number {
    return this.#bindings.size;
  }

  /** Holds a name for whoever has it, or for whom nobody else has. Says why not: `taken` by somebody else, or `full`. */
  hold({ room, userId, holder, address }: BindingRequest): NameHold | 'taken' | 'full' {
    const key = `${room}/${userId}`;
    const before = this.#bindings.get(key);
    const held = before && !this.#isOver(before) ? before : undefined;
    if (held && held.holder !== holder) return 'taken';
    if (!held && !this.#hasRoom(holder, address)) return 'full';
    const binding = held ?? { holder, address, until: 0, pending: 0 };
    this.#bindings.set(key, binding);
    binding.pending += 1;
    return {
      bind: (until) => {
        binding.pending -= 1;
        binding.until = Math.max(binding.until, until);
      },
      release: () => {
        binding.pending -= 1;
        if (this.#isOver(binding) && this.#bindings.get(key) === binding) this.#bindings.delete(key);
      },
    };
  }

  /** Tells whether a browser has that name in that room now. */
  isHeldBy({ room, userId, holder }: Omit<BindingRequest, 'address'>): boolean {
    const binding = this.#bindings.get(`${room}/${userId}`);
    return binding !== undefined && binding.holder === holder && !this.#isOver(binding);
  }

  #isOver({ pending, until }: Binding): boolean {
    return pending === 0 && until <= this.#now();
  }

  #hasRoom(holder: string, address: string): boolean {
    let ofHolder = 0;
    let ofAddress = 0;
    for (const [key, binding] of this.#bindings) {
      if (this.#isOver(binding)) this.#bindings.delete(key);
      else {
        if (binding.holder === holder) ofHolder += 1;
        if (binding.address === address) ofAddress += 1;
      }
    }
    const { perHolder, perAddress, total } = this.#limits;
    return ofHolder < perHolder && ofAddress < perAddress && this.#bindings.size < total;
  }
}
