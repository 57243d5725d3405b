import type { RemoteSubscription, RtcDriver } from '@jackfield/core/adapter';
import { replace } from '../rig/middleware.ts';
import type { Saboteur } from './saboteur.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** Their names. */
export type RemoteMediaSaboteurName =
  | 'subscribe-never-settles'
  | 'subscribe-without-track'
  | 'subscribes-once-only'
  | 'unsubscribe-without-effect'
  | 'swap-lost'
  | 'two-audible-copies'
  | 'blocked-event-lost'
  | 'resume-without-effect'
  | 'volume-without-effect'
  | 'speaker-without-effect'
  | 'mix-for-each'
  | 'sizes-frozen'
  | 'sizes-of-somebody-else';

/** Lies about others' media. */
export const remoteMediaSaboteurs: Readonly<Record<RemoteMediaSaboteurName, Saboteur>> = {
  'subscribe-never-settles': {
    lie: 'Subscribing never settles and no track comes.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSyncRemote: never }) }),
  },
  'subscribe-without-track': {
    lie: 'Subscribing resolves and no track comes.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSyncRemote: () => Promise.resolve() }) }),
  },
  'subscribes-once-only': {
    lie: 'A second wish for the same sources does nothing, although they were lost.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          const asked = new Map<string, string>();
          return {
            doSyncRemote(remoteId, wanted, call) {
              const user = remoteId.split('#')[0] ?? remoteId;
              const now = wanted.map(({ source }) => source).join();
              if (asked.get(user) === now) return Promise.resolve();
              asked.set(user, now);
              return driver.doSyncRemote(remoteId, wanted, call);
            },
          };
        },
      }),
  },
  'unsubscribe-without-effect': {
    lie: 'What is no longer wanted is received on.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          const most = new Map<string, Parameters<RtcDriver['doSyncRemote']>[1]>();
          return {
            doSyncRemote(remoteId, wanted, call) {
              const before = most.get(remoteId) ?? [];
              const all = [
                ...wanted,
                ...before.filter(({ source }) => !wanted.some((each) => each.source === source)),
              ];
              most.set(remoteId, all);
              return driver.doSyncRemote(remoteId, all, call);
            },
          };
        },
      }),
  },
  'swap-lost': {
    lie: 'A track that is swapped while it is received is not told.',
    middleware: (adapter) =>
      replace(adapter, {
        sink: (sink) => {
          const told = new Set<string>();
          return {
            remoteTrack(fact) {
              const key = `${fact.remoteId}/${fact.source}`;
              if (!told.has(key)) sink.remoteTrack(fact);
              told.add(key);
            },
          };
        },
      }),
  },
  'two-audible-copies': {
    lie: 'It plays remote sound itself although it says that it does not.',
    middleware: (adapter, page) =>
      replace(adapter, {
        sink: (sink) => ({
          remoteTrack(fact) {
            if (fact.track.kind === 'audio') {
              const element = page.createAudioElement();
              element.srcObject = page.createMediaStream([fact.track]);
              void element.play();
            }
            sink.remoteTrack(fact);
          },
        }),
      }),
  },
  'blocked-event-lost': {
    lie: 'It plays by itself, is refused, and tells nobody.',
    middleware: (adapter) => replace(adapter, { sink: () => ({ playbackBlocked: () => undefined }) }),
  },
  'resume-without-effect': {
    lie: 'Resuming its own playback resolves and nothing is heard.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          let refused = false;
          return {
            async doResumePlayback() {
              if (refused) return;
              refused = true;
              await driver.doResumePlayback?.();
            },
          };
        },
      }),
  },
  'volume-without-effect': {
    lie: 'A volume is accepted and its own playback is as loud as before.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSetVolume: () => Promise.resolve() }) }),
  },
  'speaker-without-effect': {
    lie: 'A loudspeaker is accepted and its own playback stays where it was.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doSetAudioOutput: (deviceId) =>
            deviceId === 'no-such-speaker' && driver.doSetAudioOutput
              ? driver.doSetAudioOutput(deviceId)
              : Promise.resolve(),
        }),
      }),
  },
  'sizes-frozen': {
    lie: 'The first size in which somebody is shown is the one that they are received in for good.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          const first = new Map<string, RemoteSubscription['size']>();
          return {
            doSyncRemote(remoteId, wanted, call) {
              const frozen = wanted.map(({ source, size }) => {
                const name = `${remoteId}/${source}`;
                if (!first.has(name)) first.set(name, size);
                return { source, size: first.get(name) };
              });
              return driver.doSyncRemote(remoteId, frozen, call);
            },
          };
        },
      }),
  },
  'sizes-of-somebody-else': {
    lie: 'The size of a tile counts for whoever was shown last as well.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          const asked = new Map<string, readonly RemoteSubscription[]>();
          return {
            async doSyncRemote(remoteId, wanted, call) {
              asked.set(remoteId, wanted);
              const [size] = wanted.map((each) => each.size);
              for (const [other, theirs] of asked)
                await driver.doSyncRemote(
                  other,
                  theirs.map((each) => ({ ...each, size })),
                  call,
                );
            },
          };
        },
      }),
  },
  'mix-for-each': {
    lie: 'It says that everybody is one sound, and hands out another copy of it for each of them.',
    middleware: (adapter) =>
      replace(adapter, {
        sink: (sink) => ({
          remoteTrack: (fact) => {
            sink.remoteTrack({ ...fact, track: fact.track.clone() });
          },
        }),
      }),
  },
};
