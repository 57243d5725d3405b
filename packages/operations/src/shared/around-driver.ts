import type { RtcDriver } from '@jackfield/core/adapter';
import { driverMethods, type DriverMethod } from './driver-methods.ts';

/** The hands of a middleware on the calls to a driver. */
export interface AroundDriver {
  /** Makes a call of the driver that is wrapped, and gives what it gives. */
  call(name: DriverMethod, given: readonly unknown[], run: () => Promise<unknown>): Promise<unknown>;
  /** Hears of the synchronous calls before they are made. */
  heard?(name: 'doAbandon' | 'dispose'): void;
}

/** The methods of a driver that answer by a promise, bound to it: those that it has. */
export function methodsOf<Native>(driver: RtcDriver<Native>): Pick<RtcDriver<Native>, DriverMethod> {
  return aroundMethods(driver, (_name, _given, run) => run());
}

function aroundMethods<Native>(
  driver: RtcDriver<Native>,
  call: AroundDriver['call'],
): Pick<RtcDriver<Native>, DriverMethod> {
  const methods = driverMethods.flatMap((name): (readonly [DriverMethod, unknown])[] => {
    const method: unknown = driver[name];
    if (typeof method !== 'function') return [];
    const through = async (...given: readonly unknown[]): Promise<unknown> =>
      call(name, given, () => Reflect.apply(method, driver, given) as Promise<unknown>);
    return [[name, through]];
  });
  return Object.fromEntries(methods) as Pick<RtcDriver<Native>, DriverMethod>;
}

/** Makes a driver that has the methods of another one, each called through `around`. */
export function aroundDriver<Native>(driver: RtcDriver<Native>, around: AroundDriver): RtcDriver<Native> {
  return {
    ...aroundMethods(driver, (name, given, run) => around.call(name, given, run)),
    get native() {
      return driver.native;
    },
    doAbandon() {
      around.heard?.('doAbandon');
      driver.doAbandon();
    },
    dispose() {
      around.heard?.('dispose');
      driver.dispose();
    },
  };
}
