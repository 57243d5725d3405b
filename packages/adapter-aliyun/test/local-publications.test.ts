import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { DoubleEngine } from '../test-contract/double/double-engine.ts';
import { DoubleService } from '../test-contract/double/service.ts';
import { LocalPublications } from '../src/local/local-publications.ts';

const nothingLost = (): void => undefined;

it('stops the placeholders where the SDK refuses one of them', async () => {
  const { environment, clock, tracks } = createFakeEnvironment();
  const made: MediaStreamTrack[] = [];
  class RefusingEngine extends DoubleEngine {
    override setExternalMediaTrack(track: MediaStreamTrack | null, type: 0 | 1 | 2): boolean {
      if (type === 1) throw new Error('There is no such type.');
      return super.setExternalMediaTrack(track, type);
    }
  }
  const publications = new LocalPublications(
    new RefusingEngine(new DoubleService(clock), tracks),
    {
      ...environment,
      createPlaceholder(kind) {
        const placeholder = environment.createPlaceholder(kind);
        made.push(placeholder.track);
        return placeholder;
      },
    },
    nothingLost,
  );
  const track = tracks.create({ kind: 'audio' });
  const wanted = [{ source: 'microphone', track, muted: false, contentHint: '' } as const];
  await expect(publications.sync(wanted, undefined)).rejects.toMatchObject({ code: 'publish-failed' });
  expect(made.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});

it('gives the SDK copies where its senders cannot be reached: what it ends and enables is not the track of core', async () => {
  const { environment, clock, tracks } = createFakeEnvironment();
  const given: (MediaStreamTrack | null)[] = [];
  class HiddenEngine extends DoubleEngine {
    override setExternalMediaTrack(track: MediaStreamTrack | null, type: 0 | 1 | 2): boolean {
      given[type] = track;
      return super.setExternalMediaTrack(track, type);
    }
  }
  const engine = new HiddenEngine(new DoubleService(clock), tracks);
  Object.assign(engine, { _channelInfo: undefined, room: 'studio' });
  const publications = new LocalPublications(engine, environment, nothingLost);
  const track = tracks.create({ kind: 'audio' });
  track.enabled = false;
  const synced = publications.sync(
    [{ source: 'microphone', track, muted: false, contentHint: '' }],
    undefined,
  );
  await clock.advance(10);
  expect(await synced).toEqual({ failed: [] });
  const [copy] = given;
  expect(copy).not.toBe(track);
  // It writes `enabled` of what it was given, whatever it was before.
  expect([copy?.enabled, track.enabled]).toEqual([true, false]);
  const ended = publications.end(undefined);
  await clock.advance(10);
  await ended;
  expect([copy?.readyState, track.readyState]).toEqual(['ended', 'live']);
});

it('does not take for published what lost its transport on the way', async () => {
  const { environment, clock, tracks } = createFakeEnvironment();
  const engine = new DoubleEngine(new DoubleService(clock), tracks);
  Object.assign(engine, { room: 'studio' });
  const publications = new LocalPublications(engine, environment, nothingLost);
  const wanted = [
    { source: 'microphone', track: tracks.create({ kind: 'audio' }), muted: false, contentHint: '' },
  ] as const;
  const synced = publications.sync(wanted, undefined);
  const refused = expect(synced).rejects.toMatchObject({ code: 'publish-failed' });
  await clock.settle();
  engine.losePublication();
  expect(publications.drop()).toEqual([]);
  await clock.advance(10);
  await refused;
  const again = publications.sync(wanted, undefined);
  await clock.advance(10);
  expect(await again).toEqual({ failed: [] });
  expect([publications.sources, engine.sends('sophon_audio')]).toEqual([['microphone'], true]);
});

it('does not take a publication that is ended meanwhile for one whose senders cannot be reached', async () => {
  const { environment, clock, tracks } = createFakeEnvironment();
  const given: (MediaStreamTrack | null)[] = [];
  let afterPublish = (): void => undefined;
  class EndingEngine extends DoubleEngine {
    override setExternalMediaTrack(track: MediaStreamTrack | null, type: 0 | 1 | 2): boolean {
      given.push(track);
      return super.setExternalMediaTrack(track, type);
    }
    override async publish(): Promise<void> {
      await super.publish();
      afterPublish();
    }
  }
  const engine = new EndingEngine(new DoubleService(clock), tracks);
  Object.assign(engine, { room: 'studio' });
  const publications = new LocalPublications(engine, environment, nothingLost);
  const track = tracks.create({ kind: 'audio', label: 'of core' });
  const wanted = [{ source: 'microphone', track, muted: false, contentHint: '' } as const];
  let ended: Promise<void> | undefined;
  afterPublish = () => {
    afterPublish = () => undefined;
    ended = publications.end(undefined);
  };
  const first = publications.sync(wanted, undefined);
  const refused = expect(first).rejects.toMatchObject({ code: 'publish-failed' });
  await clock.advance(100);
  await refused;
  await ended;
  const second = publications.sync(wanted, undefined);
  await clock.advance(100);
  expect(await second).toEqual({ failed: [] });
  expect(new Set(given.map((each) => each?.label))).toEqual(new Set(['placeholder']));
});

it('publishes anew after an end that the vendor never answers', async () => {
  const { environment, clock, tracks } = createFakeEnvironment();
  class SilentEngine extends DoubleEngine {
    silent = false;
    override unPublish(): Promise<unknown> {
      return this.silent ? new Promise(() => undefined) : super.unPublish();
    }
  }
  const engine = new SilentEngine(new DoubleService(clock), tracks);
  Object.assign(engine, { room: 'studio' });
  const publications = new LocalPublications(engine, environment, nothingLost);
  const wanted = [
    { source: 'microphone', track: tracks.create({ kind: 'audio' }), muted: true, contentHint: '' },
  ] as const;
  const sync = async (): Promise<unknown> => {
    const synced = publications.sync(wanted, undefined);
    await clock.advance(100);
    return synced;
  };
  expect(await sync()).toEqual({ failed: [] });
  engine.silent = true;
  void publications.end(undefined);
  publications.release();
  expect(await sync()).toEqual({ failed: [] });
});
