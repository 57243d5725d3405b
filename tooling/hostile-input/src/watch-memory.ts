import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this process took of memory since the watch began, bytes. */
export interface MemoryWatch {
  /** Held on to at most: what is left when the collector has been through. */
  readonly held: number;
  /** Taken from the system at most, whatever the collector has not come to yet included. */
  readonly taken: number;
  /** Looks at it now; collects where more than ever seems to be held. */
  look(): void;
}

/** How much more than ever before must seem to be held to be worth a collection, bytes. */
const worthCollecting = 64 * 2 ** 20;

/** Watches the memory of this process: how lazy the collector is depends on the machine, what is held does not. */
export function watchMemory(): MemoryWatch {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heldNow = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  collect();
  const heldBefore = heldNow();
  const takenBefore = process.memoryUsage().rss;
  let held = 0;
  let taken = 0;
  return {
    get held() {
      return held;
    },
    get taken() {
      return taken;
    },
    look() {
      taken = Math.max(taken, process.memoryUsage().rss - takenBefore);
      if (heldNow() - heldBefore < held + worthCollecting) return;
      collect();
      held = Math.max(held, heldNow() - heldBefore);
    },
  };
}
