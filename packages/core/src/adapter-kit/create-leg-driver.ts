import type { RtcDriverEnvironment } from '../adapter/rtc-driver-environment.ts';
import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';
import type { JoinRequest, JoinResult, RtcDriver, SignalsWanted } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import type { AdapterLeg, LegContext, LegPhase, OpenLeg } from './adapter-leg.ts';
import { createCleanup } from './create-cleanup.ts';
import { createWaits } from './create-waits.ts';
import { forwardToLeg, methodsClaimedBy } from './forward-to-leg.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * Makes a driver of what a join gives. It keeps the rules that every driver has to keep: calls reject `invalid-state` before the join
 * and from the leave on; a join that cannot be stopped is waited for and left, late if need be; what is published ends before the leave;
 * what comes before it is bounded; what a join began is undone whatever becomes of it.
 */
export function createLegDriver<Native>(parts: LegDriverParts<Native>): RtcDriver<Native> {
  const { adapter, capabilities, open, sink, environment } = parts;
  const claimed = methodsClaimedBy(capabilities);
  const cleanup = createCleanup();
  const waits = createWaits(environment.clock);
  cleanup.add(waits.end);
  const undone = new Promise<void>((resolve) => {
    cleanup.add(resolve);
  });
  let signals: SignalsWanted = { levels: false, quality: false };
  let joining: Promise<AdapterLeg<Native>> | undefined;
  let leg: AdapterLeg<Native> | undefined;
  let leaving: Promise<void> | undefined;
  let over = false;
  /** Nobody waits for the join any more. */
  let late = false;
  /** The vendor was told to leave. */
  let told = false;
  let unanswered: (() => Promise<unknown>) | undefined;
  let disposed = false;

  const phase = (): LegPhase => {
    if (over) return 'over';
    return leg ? 'joined' : 'joining';
  };
  const openSink = sinkUntil(() => over, sink);
  const joined = (): AdapterLeg<Native> => {
    if (leg && !over) return leg;
    throw new RtcError({ code: 'invalid-state', message: 'This leg has not joined.', adapter });
  };
  const enter = async (request: JoinRequest): Promise<AdapterLeg<Native>> => {
    try {
      const ifUnanswered: LegContext['ifUnanswered'] = (run) => (unanswered = run);
      const signalsWanted = (): SignalsWanted => signals;
      const parts = {
        request,
        sink: openSink,
        environment,
        cleanup,
        waits,
        phase,
        signalsWanted,
        ifUnanswered,
      };
      const opened = await open(parts);
      const lacking = claimed.find((method) => !opened[method]);
      if (lacking) {
        void attempt(() => opened.doLeave()).catch(() => undefined);
        const message = `The adapter ${adapter} claims what its leg has no ${lacking} for.`;
        throw new RtcError({ code: 'unsupported', message, adapter });
      }
      // Given up long ago: nobody else leaves it.
      if (late) void attempt(() => opened.doLeave()).catch(() => undefined);
      leg = opened;
      return opened;
    } catch (cause) {
      cleanup.run();
      throw cause;
    } finally {
      unanswered = undefined;
    }
  };
  /** One step of the way out, whatever becomes of it. Ends with the leg at the latest. */
  const step = (run: () => Promise<unknown>): Promise<unknown> => {
    const done = attempt(run).catch((cause: unknown) => {
      if (disposed) return;
      const error = toRtcError(cause, {
        code: 'server-error',
        message: 'The vendor did not let go.',
        adapter,
      });
      sink.vendorEvent({ name: 'leave-failed', payload: { error } });
    });
    return Promise.race([done, undone]);
  };
  const leave = async (): Promise<void> => {
    if (joining && !leg) await waits.within(joinMs, joining);
    const present = leg;
    if (!present) {
      late = true;
      if (unanswered) await step(unanswered);
      return;
    }
    if (present.doUnpublish)
      await waits.within(
        unpublishMs,
        step(async () => present.doUnpublish?.()),
      );
    // The page may have been closed meanwhile.
    if (told) return;
    told = true;
    await step(() => present.doLeave());
  };
  return {
    ...forwardToLeg(joined, claimed),
    get native() {
      return leg?.native;
    },
    async doJoin(request): Promise<JoinResult> {
      const { signal } = request;
      signal.throwIfAborted();
      joining = enter(request);
      const { result } = await untilAborted(joining, { signal, what: 'Joining' });
      return result;
    },
    doLeave() {
      over = true;
      leaving ??= leave();
      return leaving;
    },
    doAbandon() {
      over = late = true;
      leaving ??= Promise.resolve();
      const present = leg;
      if (told) return;
      told = true;
      if (!present) {
        if (unanswered) void attempt(unanswered).catch(() => undefined);
        return;
      }
      if (present.doAbandon) present.doAbandon();
      else void attempt(() => present.doLeave()).catch(() => undefined);
    },
    async doSetSignals(wanted) {
      const present = joined();
      signals = wanted;
      await present.doSetSignals?.(wanted);
    },
    dispose() {
      over = late = disposed = true;
      cleanup.run();
    },
  };
}

/**
 * The time that the way out waits for what comes before the leave, milliseconds: never for both, and a vendor is told well within core's own
 * bound. For the leave itself that bound is the only one: what is cut short here would be undone under the vendor's hands.
 */
const joinMs = 1_000;

const unpublishMs = 1_000;

/** The parts that a driver is made from. */
export interface LegDriverParts<Native> {
  /** The adapter's name. */
  readonly adapter: string;
  /** The claims: a driver has no method for what is denied. */
  readonly capabilities: RtcCapabilities;
  /** The adapter's join. */
  readonly open: OpenLeg<Native>;
  /** See `createDriver`. */
  readonly sink: RtcDriverSink;
  /** See `createDriver`. */
  readonly environment: RtcDriverEnvironment;
}

/** The sink as the join has it: what a vendor calls back after the leg is left is nobody's any more, but for how it was left. */
function sinkUntil(over: () => boolean, sink: RtcDriverSink): RtcDriverSink {
  return new Proxy(sink, {
    get(target, name) {
      const tell: unknown = Reflect.get(target, name);
      return (fact: unknown) => {
        if ((!over() || name === 'vendorEvent') && typeof tell === 'function')
          Reflect.apply(tell, target, [fact]);
      };
    },
  });
}

/** Runs something of the vendor's that may throw before there is a promise. */
async function attempt(run: () => Promise<unknown>): Promise<unknown> {
  return run();
}
