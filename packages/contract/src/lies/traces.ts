import type { RtcDriverSink } from '@jackfield/core/adapter';
import { replace } from '../rig/middleware.ts';
import type { Saboteur } from './saboteur.ts';

/** Their names. */
export type TraceSaboteurName =
  | 'voices-swapped'
  | 'levels-of-somebody-else'
  | 'quality-never-told'
  | 'signals-without-end'
  | 'writes-to-the-console'
  | 'makes-a-global'
  | 'asks-for-two-credentials';

let globals = 0;

/** Lies about who is heard, and traces that nobody wants. */
export const traceSaboteurs: Readonly<Record<TraceSaboteurName, Saboteur>> = {
  'voices-swapped': {
    lie: 'Of two people each is given the voice of the other one.',
    middleware: (adapter) =>
      replace(adapter, {
        sink: (sink) => {
          let first: Parameters<RtcDriverSink['remoteTrack']>[0] | undefined;
          return {
            remoteTrack(fact) {
              if (fact.source !== 'microphone') sink.remoteTrack(fact);
              else if (!first) first = fact;
              else {
                sink.remoteTrack({ ...first, track: fact.track });
                sink.remoteTrack({ ...fact, track: first.track });
              }
            },
          };
        },
      }),
  },
  'levels-of-somebody-else': {
    lie: 'The level of one person is told as that of another one.',
    middleware: (adapter) =>
      replace(adapter, {
        sink: (sink) => ({
          signals({ levels = [], ...others }) {
            const ids = levels.map(({ remoteId }) => remoteId).reverse();
            sink.signals({
              ...others,
              levels: levels.map((each, index) => ({ ...each, remoteId: ids[index] })),
            });
          },
        }),
      }),
  },
  'quality-never-told': {
    lie: 'It claims to rate networks and says nothing of them.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSetSignals: () => Promise.resolve() }) }),
  },
  'signals-without-end': {
    lie: 'It goes on telling what nobody wants any more.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          async doSetSignals(wanted) {
            if (wanted.levels || wanted.quality) await driver.doSetSignals?.(wanted);
          },
        }),
      }),
  },
  'writes-to-the-console': {
    lie: 'It tells the console what it does.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doSetMuted(source, muted, given) {
            console.debug('muted', source, muted);
            return driver.doSetMuted(source, muted, given);
          },
        }),
      }),
  },
  'makes-a-global': {
    lie: 'It keeps something on the globals of the page.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doJoin(request) {
            globals += 1;
            Reflect.set(globalThis, `jackfieldCall${String(globals)}`, request.userId);
            return driver.doJoin(request);
          },
        }),
      }),
  },
  'asks-for-two-credentials': {
    lie: 'It asks for a second credential as soon as it has joined by the first one.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          async doJoin(request) {
            const result = await driver.doJoin(request);
            await driver.doRenewCredential?.({ reason: 'expiring', signal: request.signal });
            return result;
          },
        }),
      }),
  },
};
