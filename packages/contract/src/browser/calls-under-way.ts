import type { AdapterMiddleware } from '../rig/middleware.ts';
import { replace } from '../rig/middleware.ts';

/** Counts the calls of a side's drivers that publish or receive and have not settled yet. */
export class CallsUnderWay {
  #count = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Goes next to the adapter, so that a fault of a clause does not count. */
  readonly middleware: AdapterMiddleware = (adapter) =>
    replace(adapter, {
      driver: ({ driver }) => ({
        doSyncLocal: (...given) => this.#during(driver.doSyncLocal(...given)),
        doReplaceTrack: (...given) => this.#during(driver.doReplaceTrack(...given)),
        doSyncRemote: (...given) => this.#during(driver.doSyncRemote(...given)),
      }),
    });

  async #during<Result>(call: Promise<Result>): Promise<Result> {
    this.#count += 1;
    try {
      return await call;
    } finally {
      this.#count -= 1;
    }
  }
}
