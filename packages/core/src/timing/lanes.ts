import { bounded, type Bound } from './bounded.ts';

/** Runs a call when all its lanes are free. The bound counts from now. */
export type RunInLanes = <Result>(
  lanes: readonly string[],
  bound: Bound,
  call: (given: { readonly signal: AbortSignal }) => Promise<Result>,
) => Promise<Result>;

/**
 * Orders vendor calls: one at a time within a lane, in parallel across lanes. A call may take several lanes at once. A
 * lane whose call timed out stays closed until that call settles, so that a vendor never gets two at a time; calls that
 * wait for it reject `timeout` within their own bound and never reach the vendor.
 */
export function createLanes(tails: Map<string, Promise<unknown>> = new Map()): RunInLanes {
  return (lanes, bound, call) => {
    const busy = lanes.flatMap((lane) => tails.get(lane) ?? []);
    const before = busy.length > 0 ? Promise.all(busy) : undefined;
    let waiting = true;
    let raw: Promise<unknown> | undefined = before;
    const started = bounded(async (given) => {
      await before;
      // The bound may have passed while the lane was closed.
      if (!waiting) return undefined as Awaited<ReturnType<typeof call>>;
      const result = (async () => call(given))();
      raw = result;
      return result;
    }, bound);
    const settle = async (): Promise<void> => {
      await started.catch(ignore);
      waiting = false;
      await raw?.catch(ignore);
      // Nothing stays of a lane that is free: people come and go.
      for (const lane of lanes) if (tails.get(lane) === free) tails.delete(lane);
    };
    const free = settle();
    for (const lane of lanes) tails.set(lane, free);
    return started;
  };
}

function ignore(): void {
  // Whoever asked for the call handles its result.
}
