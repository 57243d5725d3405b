import { describe, expect, it } from 'vitest';
import {
  getStats,
  watchQuality,
  watchStats,
  type ConnectionQuality,
  type SessionStats,
} from '../../src/stats.ts';
import { createSessionRig } from '../session/rig.ts';
import { chromiumReport, firefoxReport } from './reports.ts';

describe('statistics of a session', () => {
  it('are told by source and participant, with rates when an earlier reading is given', async () => {
    const rig = createSessionRig();
    await rig.session.microphone.enable();
    await rig.join();
    const ann = await rig.comes('ann');
    rig.stats.read = () =>
      Promise.resolve([{ direction: 'both', remoteId: 'ann', report: chromiumReport() }]);
    const first = await getStats(rig.session);
    expect(
      first.media.map(({ direction, source, participantId }) => [direction, source, participantId]),
    ).toEqual([
      ['send', 'microphone', ann.id],
      ['send', undefined, ann.id],
      ['receive', 'microphone', ann.id],
    ]);
    rig.stats.read = () =>
      Promise.resolve([{ direction: 'both', remoteId: 'ann', report: chromiumReport({ second: true }) }]);
    expect((await getStats(rig.session, { since: first })).media[0]?.bitrate).toBe(32_000);
  });

  it('need an adapter that has some, and a call', async () => {
    const without = createSessionRig({ stats: false });
    await without.join();
    await expect(getStats(without.session)).rejects.toMatchObject({ code: 'unsupported', adapter: 'stub' });
    expect(() => watchStats(without.session, { onStats: () => undefined })).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
    const rig = createSessionRig();
    await expect(getStats(rig.session)).rejects.toMatchObject({
      code: 'invalid-state',
      message: 'Statistics need a call: join first.',
    });
    for (const everyMs of [0, 249, NaN, Infinity]) {
      expect(() => watchStats(rig.session, { everyMs, onStats: () => undefined })).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }),
      );
    }
    expect(() => watchStats(rig.session, { everyMs: 249, onStats: () => undefined })).toThrow(
      'everyMs is a number of milliseconds from 250 on, not 249.',
    );
    expect(() => watchStats(rig.session, { everyMs: 250, onStats: () => undefined })).not.toThrow();
  });

  it.each([
    [undefined, 'The watch must be an object; it is undefined.'],
    [{ onStats: 7 }, 'onStats must be a function; it is 7.'],
    [{ everyMs: 'often' }, 'everyMs must be a number above 0; it is often.'],
    [{ onError: 'loudly' }, 'onError must be a function; it is loudly.'],
  ])('are not watched by %j', (watch, message) => {
    const { session } = createSessionRig();
    expect(() => watchStats(session, watch as never)).toThrow(message);
  });

  it('are read no more by whoever ends the watch when told, and once for a call that reconnects', async () => {
    const rig = createSessionRig();
    await rig.join();
    let told = 0;
    const undo = watchStats(rig.session, {
      onStats() {
        told += 1;
        if (told === 2) undo();
      },
    });
    await rig.clock.advance(100);
    rig.sink().connectionInterrupted({});
    rig.sink().connectionRestored({ mode: 'resumed', roster: [] });
    await rig.clock.advance(100);
    expect(told).toBe(1);
    await rig.clock.advance(2_000);
    expect([told, rig.clock.pending]).toEqual([2, 0]);
  });

  it('settle when the vendor never answers', async () => {
    const rig = createSessionRig();
    await rig.join();
    rig.stats.read = () => new Promise(() => undefined);
    const read = expect(getStats(rig.session)).rejects.toMatchObject({ code: 'timeout' });
    await rig.clock.advance(5_000);
    await read;
  });

  it('are read while there is a call and somebody watches, without overlap', async () => {
    const rig = createSessionRig();
    const seen: SessionStats[] = [];
    let reads = 0;
    rig.stats.read = () => {
      reads += 1;
      return Promise.resolve([
        { direction: 'both', report: reads % 2 ? chromiumReport() : chromiumReport({ second: true }) },
      ]);
    };
    const undo = watchStats(rig.session, { everyMs: 1_000, onStats: (stats) => seen.push(stats) });
    await rig.clock.advance(5_000);
    expect(reads).toBe(0);
    expect(rig.clock.pending).toBe(0);
    await rig.join();
    await rig.clock.advance(1_500);
    expect(seen.map(({ media }) => media[0]?.bitrate)).toEqual([undefined, 32_000]);
    await rig.session.leave();
    await rig.clock.advance(5_000);
    expect(seen).toHaveLength(2);
    expect(rig.clock.pending).toBe(0);
    // A new call is read again, and its first reading knows no rates.
    reads = 1;
    await rig.join();
    await rig.clock.advance(500);
    expect(seen.at(-1)?.media[0]?.bitrate).toBeUndefined();
    undo();
    await rig.clock.advance(5_000);
    expect(seen).toHaveLength(3);
  });

  it('go on after a failure, and after a listener that throws', async () => {
    const rig = createSessionRig();
    await rig.join();
    const failures: string[] = [];
    let told = 0;
    rig.stats.read = () => Promise.reject(new Error('vendor'));
    const undo = watchStats(rig.session, {
      everyMs: 1_000,
      onStats() {
        told += 1;
        throw new Error('listener');
      },
      onError: ({ code, message }) => failures.push(`${code}: ${message}`),
    });
    await rig.clock.advance(100);
    const closed = (): never => {
      throw new Error('closed');
    };
    const report = Object.assign(firefoxReport(), { forEach: closed });
    rig.stats.read = () => Promise.resolve([{ direction: 'send', report }]);
    await rig.clock.advance(1_000);
    expect(failures).toEqual([
      'unknown: Reading statistics failed at stub. (vendor)',
      'unknown: Statistics could not be read. (closed)',
    ]);
    rig.stats.read = () => Promise.resolve([{ direction: 'send', report: firefoxReport() }]);
    await rig.clock.advance(2_000);
    expect(told).toBe(2);
    expect(rig.reportedErrors).toHaveLength(2);
    undo();
    expect(rig.clock.pending).toBe(0);
  });

  it('go on after a failure that nobody wants to hear of', async () => {
    const rig = createSessionRig();
    await rig.join();
    let told = 0;
    rig.stats.read = () => Promise.reject(new Error('vendor'));
    watchStats(rig.session, { everyMs: 1_000, onStats: () => (told += 1) });
    await rig.clock.advance(100);
    rig.stats.read = () => Promise.resolve([]);
    await rig.clock.advance(1_000);
    expect([told, rig.reportedErrors]).toEqual([1, []]);
  });
});

describe('a reading that is under way', () => {
  const slow = async () => {
    const rig = createSessionRig();
    await rig.join();
    const seen: string[] = [];
    let answer: () => void = () => undefined;
    rig.stats.read = () => new Promise((resolve) => (answer = () => resolve([])));
    const undo = watchStats(rig.session, {
      everyMs: 1_000,
      onStats: () => seen.push('stats'),
      onError: ({ code }) => seen.push(code),
    });
    await rig.clock.advance(100);
    return { rig, seen, undo, answer: () => answer() };
  };

  it('is told of where nothing happens meanwhile', async () => {
    const { rig, seen, answer } = await slow();
    answer();
    await rig.clock.advance(100);
    expect(seen).toEqual(['stats']);
  });

  it('is nothing to whoever does not watch any more', async () => {
    const { rig, seen, undo, answer } = await slow();
    undo();
    answer();
    await rig.clock.advance(5_000);
    expect([seen, rig.clock.pending]).toEqual([[], 0]);
  });

  it('is nothing to a call that came after it', async () => {
    const { rig, seen, answer } = await slow();
    const late = answer;
    await rig.session.leave();
    rig.stats.read = () => new Promise(() => undefined);
    await rig.join();
    late();
    await rig.clock.advance(500);
    expect(seen).toEqual([]);
  });
});

describe('network quality', () => {
  it('is what the vendor says, by participant, and asked for only while somebody watches', async () => {
    const rig = createSessionRig({ stats: false });
    await rig.join();
    const ann = await rig.comes('ann');
    const seen: ConnectionQuality[] = [];
    const undo = watchQuality(rig.session, (qualities) => seen.push(...qualities));
    await rig.clock.settle();
    expect(rig.wanted.at(-1)).toEqual({ levels: false, quality: true });
    rig.sink().signals({
      quality: [
        { remoteId: undefined, uplink: 'good', downlink: 'excellent' },
        { remoteId: 'ann', uplink: 'poor', downlink: 'unknown' },
        { remoteId: 'stranger', uplink: 'bad', downlink: 'bad' },
      ],
    });
    rig.sink().signals({ levels: [] });
    expect(seen).toEqual([
      { participantId: undefined, uplink: 'good', downlink: 'excellent' },
      { participantId: ann.id, uplink: 'poor', downlink: 'unknown' },
    ]);
    undo();
    await rig.clock.settle();
    expect(rig.wanted.at(-1)).toEqual({ levels: false, quality: false });
  });
});
