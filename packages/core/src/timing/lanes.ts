import { bounded, type Bound } from './bounded.ts';

/** Runs a call when all its lanes are free. The bound counts from now. */
export type RunInLanes = <Result>(
  lanes: readonly string[],
  bound: Bound,
  call: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>;

/**
 * Orders vendor calls: one at a time within a lane, in parallel across lanes. A call may take several lanes at once. A
 * lane whose call timed out stays closed until that call settles, so that a vendor never gets two at a time; calls that
 * wait for it reject `timeout` within their own bound and never reach the vendor.
 */
export function createLanes(tails: Map<string, Promise<unknown>> = new Map()): RunInLanes {
  return (lanes, bound, call) => {
    const before = Promise.all(lanes.map((lane) => tails.get(lane) ?? Promise.resolve()));
    let waiting = true;
    let raw: Promise<unknown> = before;
    const started = bounded(async (signal) => {
      await before;
      // The bound may have passed while the lane was closed.
      if (!waiting) return undefined as Awaited<ReturnType<typeof call>>;
      const result = (async () => call(signal))();
      raw = result;
      return result;
    }, bound);
    const free = started.catch(ignore).then(() => {
      waiting = false;
      return raw.catch(ignore);
    });
    for (const lane of lanes) tails.set(lane, free);
    // Nothing stays of a lane that is free: people come and go.
    void free.then(() => {
      for (const lane of lanes) if (tails.get(lane) === free) tails.delete(lane);
    });
    return started;
  };
}

function ignore(): void {
  // Whoever asked for the call handles its result.
}
