import { replace } from '../rig/middleware.ts';
import type { Saboteur } from './saboteur.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** Their names. */
export type LifecycleSaboteurName =
  | 'late-join-stays'
  | 'leave-stays'
  | 'leave-hangs'
  | 'leave-without-unpublish'
  | 'abandon-stays'
  | 'leaks-a-timer'
  | 'second-leave-throws'
  | 'support-opens-a-device';

/** Lies about coming and going. */
export const lifecycleSaboteurs: Readonly<Record<LifecycleSaboteurName, Saboteur>> = {
  'late-join-stays': {
    lie: 'A join that was given up succeeds late and is never left.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doJoin: (request) => driver.doJoin({ ...request, signal: new AbortController().signal }),
          doLeave: () => Promise.resolve(),
          dispose: () => undefined,
        }),
      }),
  },
  'leave-stays': {
    lie: 'Leaving resolves and the vendor session stays.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: () => ({ doLeave: () => Promise.resolve(), dispose: () => undefined }),
      }),
  },
  'leave-hangs': {
    lie: 'Leaving never settles and nothing is let go.',
    middleware: (adapter) =>
      replace(adapter, { driver: () => ({ doLeave: never, dispose: () => undefined }) }),
  },
  'leave-without-unpublish': {
    lie: 'It leaves as if it had crashed: others keep a frozen picture until the vendor notices.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver, environment }) => ({
          doLeave: () => Promise.resolve(),
          dispose() {
            environment.clock.after(30_000, () => {
              driver.dispose();
            });
          },
        }),
      }),
  },
  'abandon-stays': {
    lie: 'A closing page is not told to the vendor, and others see a ghost.',
    middleware: (adapter) =>
      replace(adapter, { driver: () => ({ doAbandon: () => undefined, dispose: () => undefined }) }),
  },
  'leaks-a-timer': {
    lie: 'Every call leaves a timer behind that calls itself again.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver, environment: { clock } }) => {
          const poll = (): void => void clock.after(1_000, poll);
          return {
            doJoin(request) {
              poll();
              return driver.doJoin(request);
            },
          };
        },
      }),
  },
  'second-leave-throws': {
    lie: 'Leaving a second time rejects.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          let times = 0;
          return {
            async doLeave() {
              times += 1;
              if (times > 1) throw new Error('not in a room');
              await driver.doLeave();
            },
          };
        },
      }),
  },
  'support-opens-a-device': {
    lie: 'Asking for support opens the microphone.',
    middleware: (adapter, page) =>
      replace(adapter, {
        adapter: {
          async checkSupport() {
            const stream = await page.mediaDevices?.getUserMedia({ audio: true });
            for (const track of stream?.getTracks() ?? []) track.stop();
            return adapter.checkSupport();
          },
        },
      }),
  },
};
