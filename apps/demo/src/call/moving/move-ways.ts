import type { DifferenceName } from '@jackfield/core/switch';
import type { CallHost } from '../../app/call-host.ts';
import type { CheckedWay } from '../../app/choose-way.ts';

/** The providers that a room may move to: each is loaded once, as all moves there have to have the same one. */
export class MoveWays {
  readonly #app: Pick<CallHost, 'chooseWay'>;
  readonly #ways = new Map<string, Promise<CheckedWay>>();
  readonly #allowed = new Map<string, readonly DifferenceName[]>();

  constructor(app: Pick<CallHost, 'chooseWay'>) {
    this.#app = app;
  }

  /** Loads a provider. Rejects as `chooseWay` does, and tries again then. */
  get(name: string): Promise<CheckedWay> {
    const found =
      this.#ways.get(name) ??
      this.#app.chooseWay(name).catch((error: unknown) => {
        this.#ways.delete(name);
        throw error;
      });
    this.#ways.set(name, found);
    return found;
  }

  /** The person accepts these losses for a move there. */
  allow(name: string, losses: readonly DifferenceName[]): void {
    this.#allowed.set(name, losses);
  }

  /** The losses that the person has accepted; undefined where they were not asked. */
  allowedFor(name: string): readonly DifferenceName[] | undefined {
    return this.#allowed.get(name);
  }
}
