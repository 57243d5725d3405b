import type { RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import { replace } from '../rig/middleware.ts';
import type { Saboteur } from './saboteur.ts';

/** Their names. */
export type WhichOfTwoSaboteurName =
  | 'people-swapped'
  | 'sources-swapped'
  | 'mute-of-somebody-else'
  | 'mute-of-another-source'
  | 'leave-of-somebody-else'
  | 'name-of-somebody-else'
  | 'interruption-of-somebody-else'
  | 'message-of-somebody-else'
  | 'withdraws-all'
  | 'subscribes-to-somebody-else'
  | 'unsubscribes-from-all';

type Facts = keyof RtcDriverSink;

/** Passes some facts on as those of somebody else who is there. */
function aboutOthers(lie: string, ...names: readonly Facts[]): Saboteur {
  return {
    lie,
    middleware: (adapter) => {
      const ids: string[] = [];
      const other = (remoteId: string): string => ids.find((each) => each !== remoteId) ?? remoteId;
      return replace(adapter, {
        driver: ({ driver }) => ({
          async doJoin(request) {
            const result = await driver.doJoin(request);
            ids.push(...result.roster.map(({ remoteId }) => remoteId));
            return result;
          },
        }),
        sink(sink) {
          const twisted = names.map((name) => {
            const tell = sink[name] as (fact: { readonly remoteId: string }) => void;
            const tellOther = (fact: { readonly remoteId: string }): void => {
              tell.call(sink, { ...fact, remoteId: other(fact.remoteId) });
            };
            return [name, tellOther] as const;
          });
          return {
            participantJoined(fact) {
              ids.push(fact.remoteId);
              sink.participantJoined(fact);
            },
            ...(Object.fromEntries(twisted) as Partial<RtcDriverSink>),
          };
        },
      });
    },
  };
}

const opposite: Readonly<Partial<Record<SourceKind, SourceKind>>> = {
  microphone: 'camera',
  camera: 'microphone',
};

/** Lies that only show where there are two of somebody or something. */
export const whichOfTwoSaboteurs: Readonly<Record<WhichOfTwoSaboteurName, Saboteur>> = {
  'people-swapped': aboutOthers('A track is given as that of somebody else.', 'remoteTrack'),
  'sources-swapped': {
    lie: 'A screen is given as the camera of the same person, and the other way round.',
    middleware: (adapter) =>
      replace(adapter, {
        sink: (sink) => ({
          remoteTrack(fact) {
            const { source } = fact;
            const swapped = source === 'camera' ? 'screen' : source === 'screen' ? 'camera' : source;
            sink.remoteTrack({ ...fact, source: swapped });
          },
        }),
      }),
  },
  'mute-of-somebody-else': aboutOthers('A mute is told of somebody else.', 'sourceMuted'),
  'mute-of-another-source': {
    lie: 'A mute is told of another source of the same person.',
    middleware: (adapter) =>
      replace(adapter, {
        sink: (sink) => ({
          sourceMuted(fact) {
            sink.sourceMuted({ ...fact, source: opposite[fact.source] ?? fact.source });
          },
        }),
      }),
  },
  'leave-of-somebody-else': aboutOthers('Somebody else is told to have gone.', 'participantLeft'),
  'name-of-somebody-else': aboutOthers('A new name is told of somebody else.', 'participantUpdated'),
  'interruption-of-somebody-else': aboutOthers(
    'Somebody else is told to be interrupted.',
    'participantInterrupted',
    'participantRestored',
  ),
  'message-of-somebody-else': aboutOthers('A message is told as that of somebody else.', 'messageReceived'),
  'withdraws-all': {
    lie: 'Where one source is withdrawn all are.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          let before = 0;
          return {
            doSyncLocal(wanted, call) {
              const fewer = wanted.length < before;
              before = wanted.length;
              return driver.doSyncLocal(fewer ? [] : wanted, call);
            },
          };
        },
      }),
  },
  'subscribes-to-somebody-else': {
    lie: 'What is wanted of the second person is asked of the first one.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          let first: string | undefined;
          return {
            doSyncRemote(remoteId, wanted, call) {
              first ??= remoteId;
              return driver.doSyncRemote(first, wanted, call);
            },
          };
        },
      }),
  },
  'unsubscribes-from-all': {
    lie: 'Where nothing is wanted of one person nothing is received of anybody.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          const known = new Set<string>();
          return {
            async doSyncRemote(remoteId, wanted, call) {
              known.add(remoteId);
              const ids = wanted.length === 0 ? [...known] : [remoteId];
              for (const id of ids) await driver.doSyncRemote(id, wanted, call);
            },
          };
        },
      }),
  },
};
