import { seededRandom, type Impairment } from './impairment.ts';

const maximumDelayed = 20_000;

/** How packets of each owner fare: lost, delayed or passed on. */
export class Impairments {
  readonly #impaired = new Map<string, Impairment>();
  readonly #delayed = new Set<NodeJS.Timeout>();
  readonly #random: () => number;

  constructor(options: { seed: number }) {
    this.#random = seededRandom(options.seed);
  }

  /** Sets how an owner's packets fare; `undefined` ends it. */
  impair(owner: string, impairment: Impairment | undefined): void {
    if (impairment === undefined) this.#impaired.delete(owner);
    else this.#impaired.set(owner, impairment);
  }

  /** Ends every impairment. */
  clear(): void {
    this.#impaired.clear();
  }

  /** Passes a packet on: at once, later or never. */
  carry(owner: string, pass: () => void): void {
    const impairment = this.#impaired.get(owner);
    if (impairment === undefined) {
      pass();
      return;
    }
    const { loss = 0, delayMs = 0 } = impairment;
    if (loss > 0 && this.#random() < loss) return;
    if (delayMs === 0) {
      pass();
      return;
    }
    if (this.#delayed.size >= maximumDelayed) return;
    const timer = setTimeout(() => {
      this.#delayed.delete(timer);
      pass();
    }, delayMs);
    this.#delayed.add(timer);
  }

  /** Drops what is on its way. */
  dispose(): void {
    for (const timer of this.#delayed) clearTimeout(timer);
    this.#delayed.clear();
    this.#impaired.clear();
  }
}
