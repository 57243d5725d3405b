import { replace } from '../middleware.ts';
import type { Saboteur } from '../saboteurs.ts';

/** Lies about coming and going. */
export const lifecycleSaboteurs = {
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
  'events-after-end': {
    lie: 'It goes on reporting after it was disposed.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver, sink }) => ({
          dispose() {
            driver.dispose();
            queueMicrotask(() => {
              sink.participantJoined({ remoteId: 'ghost', userId: 'ghost', sources: [] });
            });
          },
        }),
      }),
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
} satisfies Partial<Record<string, Saboteur>>;
