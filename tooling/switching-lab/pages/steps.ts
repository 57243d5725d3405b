import type { RtcAdapter, RtcDriver } from '@jackfield/core/adapter';

/** The steps of a switch that can be seen from outside: what core asks of the next adapter, and what that has answered. */
export const steps = [
  'preload asked',
  'preload done',
  'doJoin asked',
  'doJoin done',
  'doSyncLocal asked',
  'doSyncLocal done',
] as const;

/** One of them. */
export type Step = (typeof steps)[number];

/** The same adapter, which tells of each step as it is taken. */
export function telling(adapter: RtcAdapter, tell: (step: Step) => void): RtcAdapter {
  async function around<Result>(name: 'preload' | 'doJoin' | 'doSyncLocal', run: () => Promise<Result>) {
    tell(`${name} asked`);
    const result = await run();
    tell(`${name} done`);
    return result;
  }
  return Object.freeze<RtcAdapter>({
    ...adapter,
    preload: () => around('preload', () => adapter.preload()),
    createDriver(sink, environment) {
      const driver = adapter.createDriver(sink, environment);
      const told: Pick<RtcDriver, 'doJoin' | 'doSyncLocal'> = {
        doJoin: (request) => around('doJoin', () => driver.doJoin(request)),
        doSyncLocal: (...wanted) => around('doSyncLocal', () => driver.doSyncLocal(...wanted)),
      };
      return new Proxy(driver, {
        get: (of, name) => {
          if (name === 'doJoin' || name === 'doSyncLocal') return told[name];
          const value: unknown = Reflect.get(of, name);
          return typeof value === 'function' ? (value.bind(of) as unknown) : value;
        },
      });
    },
  });
}
