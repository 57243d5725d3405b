import type { LocalPublication } from '@jackfield/core/adapter';
import { replace } from '../rig/middleware.ts';
import { platformCopy, sends } from './sends.ts';
import type { Saboteur } from './saboteur.ts';

/** Their names. */
export type OwnMediaSaboteurName =
  | 'enables-my-track'
  | 'copies-past-gate'
  | 'mixes-by-web-audio'
  | 'stops-my-track'
  | 'publish-without-effect'
  | 'publishes-once-only'
  | 'unpublish-without-effect'
  | 'mute-without-effect'
  | 'replace-without-effect'
  | 'quality-without-effect'
  | 'quality-lost-at-publishing'
  | 'publish-failure-hidden'
  | 'opens-a-device'
  | 'republishes-every-time';

/** Lies about own media. */
export const ownMediaSaboteurs: Readonly<Record<OwnMediaSaboteurName, Saboteur>> = {
  'enables-my-track': {
    lie: 'It sets enabled = true on the track that it was given, again and again.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          const given = new Set<MediaStreamTrack>();
          const enable = (): void => {
            for (const track of given) track.enabled = true;
          };
          const keep = (wanted: readonly LocalPublication[]): void => {
            for (const { track } of wanted) if (track) given.add(track);
          };
          return {
            async doJoin(request) {
              keep(request.local);
              const result = await driver.doJoin(request);
              enable();
              return result;
            },
            doSyncLocal(wanted, call) {
              keep(wanted);
              enable();
              return driver.doSyncLocal(wanted, call);
            },
            async doSetMuted(source, muted, call) {
              await driver.doSetMuted(source, muted, call);
              enable();
            },
          };
        },
      }),
  },
  'copies-past-gate': {
    lie: 'It sends a copy that was made inside the platform before the mute.',
    middleware: (adapter) => replace(adapter, { driver: (context) => sends(context, platformCopy) }),
  },
  'mixes-by-web-audio': {
    lie: 'It sends a mix of its own, made by Web Audio from a copy of the track.',
    middleware: (adapter, page) =>
      replace(adapter, {
        driver: (context) =>
          sends(context, (track) => {
            if (track.kind !== 'audio') return track;
            const audio = page.createAudioContext();
            const destination = audio.createMediaStreamDestination();
            audio.createMediaStreamSource(page.createMediaStream([platformCopy(track)])).connect(destination);
            return destination.stream.getAudioTracks()[0] ?? track;
          }),
      }),
  },
  'stops-my-track': {
    lie: 'It stops the track that it was given when it leaves.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: (context) => {
          const given = new Set<MediaStreamTrack>();
          return {
            ...sends(context, (track) => {
              given.add(track);
              return track;
            }),
            async doLeave() {
              await context.driver.doLeave();
              for (const track of given) track.stop();
            },
          };
        },
      }),
  },
  'publish-without-effect': {
    lie: 'Publishing resolves and nobody can receive anything.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doJoin: (request) => driver.doJoin({ ...request, local: [] }),
          doSyncLocal: () => Promise.resolve({ failed: [] }),
        }),
      }),
  },
  'publishes-once-only': {
    lie: 'A second sync of the same publications does nothing, although they were lost.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          let before = '';
          return {
            doSyncLocal(wanted, call) {
              const now = wanted.map(({ source }) => source).join();
              if (now === before) return Promise.resolve({ failed: [] });
              before = now;
              return driver.doSyncLocal(wanted, call);
            },
            doJoin(request) {
              before = request.local.map(({ source }) => source).join();
              return driver.doJoin(request);
            },
          };
        },
      }),
  },
  'unpublish-without-effect': {
    lie: 'What is withdrawn stays published.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          let all: readonly LocalPublication[] = [];
          const merge = (wanted: readonly LocalPublication[]): readonly LocalPublication[] => {
            const gone = all.filter(({ source }) => !wanted.some((each) => each.source === source));
            all = [...wanted, ...gone];
            return all;
          };
          return {
            doJoin: (request) => driver.doJoin({ ...request, local: merge(request.local) }),
            doSyncLocal: (wanted, call) => driver.doSyncLocal(merge(wanted), call),
          };
        },
      }),
  },
  'mute-without-effect': {
    lie: 'A mute is not told to the others.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSetMuted: () => Promise.resolve() }) }),
  },
  'replace-without-effect': {
    lie: 'Another track is accepted and the old one is sent on.',
    middleware: (adapter) =>
      replace(adapter, { driver: () => ({ doReplaceTrack: () => Promise.resolve() }) }),
  },
  'quality-without-effect': {
    lie: 'It accepts a wish for quality in a call, and nothing changes.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSetQuality: () => Promise.resolve() }) }),
  },
  'quality-lost-at-publishing': {
    lie: 'It publishes as if nothing were wished of the encoder.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          const plain = (wanted: readonly LocalPublication[]): readonly LocalPublication[] =>
            wanted.map((each) => ({ ...each, maxBitrate: undefined, quality: {} }));
          return {
            doJoin: (request) => driver.doJoin({ ...request, local: plain(request.local) }),
            doSyncLocal: (wanted, call) => driver.doSyncLocal(plain(wanted), call),
          };
        },
      }),
  },
  'publish-failure-hidden': {
    lie: 'A publication that the vendor refused resolves.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doSyncLocal: (wanted, call) => driver.doSyncLocal(wanted, call).catch(() => ({ failed: [] })),
        }),
      }),
  },
  'opens-a-device': {
    lie: 'It opens the microphone itself when it joins.',
    middleware: (adapter, page) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          async doJoin(request) {
            const stream = await page.mediaDevices?.getUserMedia({ audio: true });
            for (const track of stream?.getTracks() ?? []) track.stop();
            return driver.doJoin(request);
          },
        }),
      }),
  },
  'republishes-every-time': {
    lie: 'Every sync withdraws everything and publishes it anew.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          async doSyncLocal(wanted, call) {
            await driver.doSyncLocal([], call);
            return driver.doSyncLocal(wanted, call);
          },
        }),
      }),
  },
};
