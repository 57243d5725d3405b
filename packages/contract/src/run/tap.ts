import type { RtcDriver, RtcDriverSink } from '@jackfield/core/adapter';
import { checkThere } from './check.ts';
import { replace, type AdapterMiddleware, type DriverContext } from '../rig/middleware.ts';

/** A hand on the line between core and an adapter: reports what an adapter might, and counts what it is asked. */
export interface Tap {
  /** Puts it in. */
  readonly middleware: AdapterMiddleware;
  /** The sink of the newest driver, to report something false. */
  readonly sink: RtcDriverSink;
  /** How often each method of any driver was called. */
  readonly calls: Readonly<Partial<Record<keyof RtcDriver, number>>>;
  /** What each call was given, in order. */
  readonly given: readonly { readonly name: keyof RtcDriver; readonly values: readonly unknown[] }[];
  /** The newest driver, to ask it for what core would not. */
  readonly driver: RtcDriver;
  /** The id that the newest driver has for a user; undefined for nobody. */
  remoteIdOf(userId: string): string | undefined;
  /** How many drivers were made. */
  readonly drivers: number;
}

const methods = [
  'doJoin',
  'doLeave',
  'doAbandon',
  'doSyncLocal',
  'doReplaceTrack',
  'doSetMuted',
  'doSyncRemote',
  'doRenewCredential',
  'doSetProfile',
  'doSetRole',
  'doSendMessage',
  'doSetSignals',
  'doGetStats',
  'doModerate',
  'dispose',
] as const satisfies readonly (keyof RtcDriver)[];

/** Makes a tap. `members` replaces methods of every driver, as a middleware does. */
export function createTap(members: (context: DriverContext) => Partial<RtcDriver> = () => ({})): Tap {
  const calls: Partial<Record<keyof RtcDriver, number>> = {};
  const given: { readonly name: keyof RtcDriver; readonly values: readonly unknown[] }[] = [];
  const sinks: RtcDriverSink[] = [];
  const made: RtcDriver[] = [];
  const ids = new Map<string, string>();
  const counted = (context: DriverContext): Partial<RtcDriver> => {
    sinks.push(context.sink);
    made.push(context.driver);
    const own = members(context);
    const entries = methods.flatMap((name): (readonly [string, unknown])[] => {
      const method: unknown = Object.hasOwn(own, name) ? own[name] : context.driver[name];
      if (typeof method !== 'function') return Object.hasOwn(own, name) ? [[name, undefined]] : [];
      const call = (...values: readonly unknown[]): unknown => {
        calls[name] = (calls[name] ?? 0) + 1;
        given.push({ name, values });
        return Reflect.apply(method, context.driver, values);
      };
      return [[name, call]];
    });
    return Object.fromEntries(entries);
  };
  return {
    middleware: (adapter) =>
      replace(adapter, {
        driver: counted,
        sink: (sink) => ({
          participantJoined(fact) {
            ids.set(fact.userId, fact.remoteId);
            sink.participantJoined(fact);
          },
        }),
      }),
    get driver() {
      return checkThere(made.at(-1), 'A driver');
    },
    remoteIdOf: (userId) => ids.get(userId),
    get sink() {
      return checkThere(sinks.at(-1), 'A driver');
    },
    calls,
    given,
    get drivers() {
      return sinks.length;
    },
  };
}
