import type { Session } from './session.ts';

const firstTinyId = 144_115_200_000_000_000n;

/** All sessions, found by the number that the service gives them. */
export class Sessions {
  readonly #byTinyId = new Map<string, Session>();
  #aliases = 0;
  #tinyIds = 0n;

  get size(): number {
    return this.#byTinyId.size;
  }

  all(): readonly Session[] {
    return [...this.#byTinyId.values()];
  }

  nextAlias(): string {
    this.#aliases += 1;
    return `s${this.#aliases}`;
  }

  nextTinyId(): string {
    this.#tinyIds += 1n;
    return String(firstTinyId + this.#tinyIds);
  }

  add(session: Session): void {
    this.#byTinyId.set(session.tinyId, session);
  }

  find(tinyId: string): Session | undefined {
    return this.#byTinyId.get(tinyId);
  }

  remove(session: Session): void {
    this.#byTinyId.delete(session.tinyId);
  }
}
