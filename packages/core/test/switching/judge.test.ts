import { describe, expect, it } from 'vitest';
import { judge, type JudgePort, type Judgement } from '../../src/switching/judge.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import { createFakeEnvironment } from '../../src/testing.ts';
import { info, told, type Told } from '../state/people.ts';

const all = { sources: ['microphone', 'camera', 'screen', 'screen-audio'], remoteAudio: 'tracks' } as const;
const separate = { ...all, screenAudio: 'separate' } as const;
const mixed = { ...all, screenAudio: 'mixed' } as const;

const { tracks } = createFakeEnvironment();

/** Zoe is on both legs, or on the first alone; what she sends there is received. */
function call(sources: readonly SourceKind[], legs: readonly number[] = [1, 2]): Told {
  const made = told({ legs: 2 });
  for (const leg of legs) made.tell({ type: 'participantJoined', leg, data: info('zoe', { sources }) });
  for (const leg of legs) for (const source of sources) receive(made, leg, source);
  return made;
}

/** Zoe has left the first leg, and is on the next one alone. */
function callOnNext(sources: readonly SourceKind[]): Told {
  const made = call(sources);
  made.tell({ type: 'participantLeft', leg: 1, data: { remoteId: 'zoe' } });
  return made;
}

function receive(made: Told, leg: number, source: SourceKind): void {
  const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
  const track = tracks.create({ kind, origin: 'remote' });
  const participantId = made.idOf('zoe');
  const subscription = { status: 'subscribing' } as const;
  made.tell({ type: 'subscriptionChanged', data: { leg, participantId, source, subscription } });
  made.tell({ type: 'remoteTrack', leg, data: { remoteId: 'zoe', source, track } });
}

function judged({ state }: Told, port: Partial<JudgePort> = {}): Judgement {
  return judge(state, {
    old: { leg: 1, capabilities: separate },
    next: { leg: 2, capabilities: separate },
    isUnwanted: () => false,
    isFlowing: () => true,
    late: false,
    ...port,
  });
}
const names = (list: readonly { readonly source: SourceKind }[]): readonly SourceKind[] =>
  list.map(({ source }) => source);

describe('a handover', () => {
  it('waits for who is on the old leg alone', () => {
    const made = call(['microphone'], [1]);
    expect(judged(made)).toMatchObject({ missing: [made.idOf('zoe')], moves: [] });
  });

  it('moves what comes over the next leg, a picture by itself and sound with the sound of the screen', () => {
    const made = call(['microphone', 'camera', 'screen-audio']);
    expect(names(judged(made).moves)).toEqual(['camera', 'microphone']);
    const part = judged(made, { isFlowing: ({ source }) => source !== 'screen-audio' });
    expect([names(part.moves), names(part.waiting)]).toEqual([['camera'], ['screen-audio']]);
    const participantId = made.idOf('zoe');
    for (const source of ['camera', 'microphone'] as const)
      made.tell({ type: 'renderMoved', data: { leg: 2, participantId, source } });
    expect(judged(made)).toMatchObject({ moves: [], waiting: [], settled: 3 });
  });

  it('does not wait for the sound of a screen that the next vendor has in the voice', () => {
    const made = call(['microphone', 'screen-audio'], [1]);
    made.tell({ type: 'participantJoined', leg: 2, data: info('zoe', { sources: ['microphone'] }) });
    receive(made, 2, 'microphone');
    expect(names(judged(made).waiting)).toEqual(['screen-audio']);
    const moved = judged(made, { next: { leg: 2, capabilities: mixed } });
    expect([names(moved.waiting), names(moved.moves)]).toEqual([[], ['microphone']]);
  });

  it('takes what is muted for ready once it is muted on both legs', () => {
    const made = call(['camera']);
    const mute = (leg: number): void => {
      made.tell({ type: 'sourceMuted', leg, data: { remoteId: 'zoe', source: 'camera', muted: true } });
    };
    const still = { isFlowing: () => false };
    mute(2);
    expect(names(judged(made, still).waiting)).toEqual(['camera']);
    mute(1);
    expect(names(judged(made, still).waiting)).toEqual([]);
  });

  it('takes what is muted on the next leg and not on the old one at all for ready', () => {
    const made = call([]);
    const sources = [{ source: 'camera', muted: true }] as const;
    const data = { remoteId: 'yan', userId: 'yan', sources } as const;
    made.tell({ type: 'participantJoined', leg: 1, data: { ...data, sources: [] } });
    made.tell({ type: 'participantJoined', leg: 2, data });
    expect(judged(made, { isFlowing: () => false })).toMatchObject({ waiting: [], settled: 1 });
  });

  it('does not wait for what nobody wants', () => {
    const made = told({ legs: 2 });
    for (const leg of [1, 2])
      made.tell({ type: 'participantJoined', leg, data: info('zoe', { sources: ['camera', 'screen'] }) });
    const isUnwanted = ({ source }: { readonly source: SourceKind }, leg: number): boolean =>
      source === 'screen' && leg === 2;
    expect(names(judged(made, { isUnwanted }).waiting)).toEqual(['camera']);
  });

  it('moves everybody at once where everybody is in one sound, and back where the next leg does not work', () => {
    const made = call(['microphone']);
    made.tell({ type: 'participantJoined', leg: 1, data: info('yan', { sources: ['microphone'] }) });
    const oneMix = { next: { leg: 2, capabilities: { ...separate, remoteAudio: 'one-mix' } } } as const;
    expect(names(judged(made, oneMix).moves)).toEqual([]);
    expect(names(judged(made, { ...oneMix, late: true }).moves)).toEqual(['microphone']);
    made.tell({
      type: 'renderMoved',
      data: { leg: 2, participantId: made.idOf('zoe'), source: 'microphone' },
    });
    made.tell({ type: 'connectionInterrupted', leg: 2, data: {} });
    expect(judged(made).moves).toMatchObject([{ source: 'microphone', leg: 1 }]);
  });

  it('misses nobody who is on both legs, or on the next one alone', () => {
    for (const made of [call(['microphone']), callOnNext(['microphone'])])
      expect(judged(made)).toMatchObject({ missing: [], waiting: [], settled: 1 });
  });

  it('fixes what comes over the next leg alone to that, and leaves what is rendered from the leading one', () => {
    const made = callOnNext(['camera']);
    expect(judged(made).moves).toMatchObject([{ source: 'camera', leg: 2 }]);
    const back = call(['camera']);
    back.tell({ type: 'connectionInterrupted', leg: 2, data: {} });
    expect(judged(back)).toMatchObject({ moves: [], settled: 1 });
  });

  it('renders everything over the old leg where the next one is closed, or who is there alone is cut off', () => {
    const made = call(['camera']);
    made.tell({ type: 'renderMoved', data: { leg: 2, participantId: made.idOf('zoe'), source: 'camera' } });
    const closed = { next: { leg: 7, capabilities: separate } };
    expect(judged(made, closed).moves).toMatchObject([{ source: 'camera', leg: 1 }]);
    const alone = callOnNext(['camera']);
    alone.tell({ type: 'connectionInterrupted', leg: 2, data: {} });
    expect(judged(alone)).toMatchObject({ missing: [], moves: [] });
  });

  it('moves pictures one by one where everybody is in one sound, and that once it is there of everybody', () => {
    const made = call(['microphone', 'camera']);
    for (const leg of [1, 2]) {
      made.tell({ type: 'participantJoined', leg, data: info('yan', { sources: ['microphone'] }) });
    }
    const participantId = made.idOf('yan');
    const oneMix = { next: { leg: 2, capabilities: { ...separate, remoteAudio: 'one-mix' } } } as const;
    const of = ({ moves }: Judgement) => moves.map(({ source, ...key }) => `${key.participantId} ${source}`);
    const zoe = made.idOf('zoe');
    expect(of(judged(made, oneMix))).toEqual([`${zoe} camera`]);
    const heard = { ...oneMix, isUnwanted: () => true };
    expect(of(judged(made, heard))).toEqual([
      `${zoe} camera`,
      `${zoe} microphone`,
      `${participantId} microphone`,
    ]);
    // A picture that does not come holds no sound back.
    const unseen = {
      ...heard,
      isFlowing: ({ source }: { readonly source: SourceKind }) => source !== 'camera',
    };
    expect(of(judged(made, unseen))).toEqual([`${zoe} microphone`, `${participantId} microphone`]);
  });

  it('waits for pictures of a vendor that has the sound of a screen in the voice', () => {
    const made = call(['camera'], [1]);
    made.tell({ type: 'participantJoined', leg: 2, data: info('zoe') });
    expect(names(judged(made, { next: { leg: 2, capabilities: mixed } }).waiting)).toEqual(['camera']);
  });

  it('moves the sound of a screen by itself to a vendor that carries no voice', () => {
    const made = call(['microphone'], [1]);
    made.tell({ type: 'participantJoined', leg: 2, data: info('zoe', { sources: ['screen-audio'] }) });
    receive(made, 2, 'screen-audio');
    const next = { leg: 2, capabilities: { ...separate, sources: ['screen'] } } as const;
    expect(judged(made, { next }).moves).toMatchObject([{ source: 'screen-audio', leg: 2 }]);
  });
});
