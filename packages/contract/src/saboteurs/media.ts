import { RtcError, type LocalPublication, type RtcDriver } from '@jackfield/core/adapter';
import { replace, type DriverContext } from '../middleware.ts';
import type { Saboteur } from './saboteur.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** A driver whose own tracks are something else before the vendor gets them. */
function sends(
  { driver }: DriverContext,
  change: (track: MediaStreamTrack) => MediaStreamTrack,
): Pick<RtcDriver, 'doJoin' | 'doSyncLocal' | 'doReplaceTrack'> {
  const made = new Map<MediaStreamTrack, MediaStreamTrack>();
  const changed = (track: MediaStreamTrack | null): MediaStreamTrack | null => {
    if (!track) return null;
    const known = made.get(track) ?? change(track);
    made.set(track, known);
    return known;
  };
  const all = (wanted: readonly LocalPublication[]): readonly LocalPublication[] =>
    wanted.map((each) => ({ ...each, track: changed(each.track) }));
  return {
    doJoin: (request) => driver.doJoin({ ...request, local: all(request.local) }),
    doSyncLocal: (wanted, call) => driver.doSyncLocal(all(wanted), call),
    doReplaceTrack: (source, track, call) => driver.doReplaceTrack(source, changed(track), call),
  };
}

/** A copy made inside the platform, as by `MediaStream.clone()`: nothing on the track itself can see it. */
function platformCopy(track: MediaStreamTrack): MediaStreamTrack {
  const prototype: unknown = Object.getPrototypeOf(track);
  const clone: unknown = typeof prototype === 'object' && prototype !== null ? Reflect.get(prototype, 'clone') : undefined;
  if (typeof clone !== 'function') throw new TypeError('This track has no clone() of the platform.');
  const copy = Reflect.apply(clone, track, []) as MediaStreamTrack;
  copy.enabled = true;
  return copy;
}

/** Their names. */
export type MediaSaboteurName =
  | 'enables-my-track'
  | 'copies-past-gate'
  | 'mixes-by-web-audio'
  | 'stops-my-track'
  | 'publish-without-effect'
  | 'publishes-once-only'
  | 'unpublish-without-effect'
  | 'mute-without-effect'
  | 'replace-without-effect'
  | 'subscribe-never-settles'
  | 'subscribe-without-track'
  | 'subscribes-once-only'
  | 'unsubscribe-without-effect'
  | 'swap-lost'
  | 'two-audible-copies'
  | 'publish-failure-hidden'
  | 'claims-names-falsely'
  | 'plain-object-rejections'
  | 'string-rejections'
  | 'circular-rejections'
  | 'undefined-rejections'
  | 'synchronous-throw';

/** Lies about own and remote media. */
export const mediaSaboteurs: Readonly<Record<MediaSaboteurName, Saboteur>> = {
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
            doJoin(request) {
              keep(request.local);
              return driver.doJoin(request);
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
    middleware: (adapter) => replace(adapter, { driver: () => ({ doReplaceTrack: () => Promise.resolve() }) }),
  },
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
              const all = [...wanted, ...before.filter(({ source }) => !wanted.some((each) => each.source === source))];
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
  'publish-failure-hidden': {
    lie: 'A publication that the vendor refused resolves.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doSyncLocal: (wanted, call) => driver.doSyncLocal(wanted, call).catch(() => ({ failed: [] })),
        }),
      }),
  },
  'claims-names-falsely': {
    lie: 'A display name is accepted and travels nowhere.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: () => ({ doSetProfile: () => Promise.resolve() }),
      }),
  },
  'plain-object-rejections': {
    lie: 'It rejects with a plain object of the vendor.',
    middleware: (adapter) => rejecting(adapter, () => ({ code: 10_500, data: 'busy' })),
  },
  'string-rejections': {
    lie: 'It rejects with a string.',
    middleware: (adapter) => rejecting(adapter, () => 'ERR_JOIN'),
  },
  'circular-rejections': {
    lie: 'It rejects with a structure that contains itself.',
    middleware: (adapter) =>
      rejecting(adapter, () => {
        const circular: Record<string, unknown> = { code: 5 };
        circular['data'] = circular;
        return circular;
      }),
  },
  'undefined-rejections': {
    lie: 'It rejects with nothing at all.',
    middleware: (adapter) => rejecting(adapter, () => undefined),
  },
  'synchronous-throw': {
    lie: 'It throws before there is a promise.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doJoin(request) {
            const attempt = driver.doJoin(request);
            attempt.catch(() => undefined);
            throw new RtcError({ code: 'forbidden', message: 'Refused at once.' });
          },
        }),
      }),
  },
};

/** What the vendor refuses is passed on in another shape. */
function rejecting(adapter: Parameters<typeof replace>[0], shape: () => unknown): ReturnType<typeof replace> {
  const reject = async (): Promise<never> => {
    await Promise.resolve();
    throw shape();
  };
  return replace(adapter, {
    driver: ({ driver }) => ({ doJoin: (request) => driver.doJoin(request).catch(reject) }),
  });
}
