import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { internalsOf } from '../../src/session/internals.ts';
import { createSwitchRig, type SwitchRig } from './rig.ts';

const gone = { reason: 'server-shutdown', vendorHasLeft: true } as const;
const never = new Promise<never>(() => undefined);

/** A call with people in it. */
async function createCall(
  people: readonly string[] = ['zoe'],
  habits: Parameters<typeof createSwitchRig>[0] = {},
): Promise<SwitchRig> {
  const rig = await createSwitchRig(habits);
  for (const userId of people) rig.one.comes(userId, 'microphone');
  await rig.pass(100);
  return rig;
}
/** The session is with both vendors, under other names at the other one. */
async function createCallAtBoth(): Promise<SwitchRig> {
  const rig = await createCall();
  rig.begin({ until: 'never', join: { room: 'hall', userId: 'myself', displayName: 'Me' } });
  await rig.pass(50);
  rig.other.comes('zoe', 'microphone');
  await rig.pass(1_500);
  expect(rig.homes()).toEqual(['one', 'other']);
  return rig;
}
const selfOf = ({ session }: SwitchRig) => internalsOf(session).store.state.self;

describe('the progress of a switch', () => {
  it('is told as it grows, once each time, and not after the switch', async () => {
    const { one, other, session, pass, begin } = await createCall(['zoe', 'yan']);
    const told: string[] = [];
    session.on('adapter-switch-progressed', ({ from, to, ready, wanted }) =>
      told.push(`${from} ${to} ${String(ready)}/${String(wanted)}`),
    );
    const outcome = begin({ until: 'never' });
    await pass(50);
    other.comes('zoe', 'microphone');
    await pass(100);
    other.comes('yan', 'microphone');
    await pass(2_000);
    expect(outcome.result?.to).toBe('other');
    expect(told).toEqual(['0/4', '0/3', '0/2', '1/2', '2/2'].map((each) => `one other ${each}`));
    told.length = 0;
    one.comes('xia', 'microphone');
    other.comes('xia', 'microphone');
    await pass(2_000);
    expect(told).toEqual([]);
  });
});

describe('the session after a switch', () => {
  it('is the next adapter’s, under the names that it joined with, also of its next join', async () => {
    const rig = await createSwitchRig();
    const { session, other, begin, pass } = rig;
    const outcome = begin({ join: { room: 'hall', userId: 'myself' } });
    await pass(100);
    expect(outcome.result?.to).toBe('other');
    expect(other.joins).toMatchObject([{ room: 'hall', userId: 'myself', displayName: '' }]);
    expect(selfOf(rig)).toMatchObject({ room: 'hall', userId: 'myself', displayName: '' });
    const { wanted, adapter } = internalsOf(session);
    expect([wanted?.room, wanted?.userId, adapter.name]).toEqual(['hall', 'myself', 'other']);
  });

  it('has the names of before where it goes back', async () => {
    const rig = await createSwitchRig();
    rig.begin({ join: { room: 'hall', displayName: 'Me' } });
    await rig.pass(100);
    expect(selfOf(rig)).toMatchObject({ room: 'hall', displayName: 'Me' });
    const outcome = rig.begin({ join: { room: 'studio' } }, rig.one.adapter);
    await rig.pass(100);
    expect([outcome.error, rig.homes()]).toEqual([undefined, ['one']]);
    expect(selfOf(rig)).toMatchObject({ room: 'studio', displayName: 'Me' });
  });
});

describe('a session that stays with two vendors', () => {
  it('chooses one of the two, and no third one before', async () => {
    for (const chosen of ['one', 'other'] as const) {
      const rig = await createCallAtBoth();
      const third = { ...rig.other.adapter, name: 'third' };
      const refused = rig.begin({}, third);
      await rig.pass(50);
      expect(refused.error).toMatchObject({
        code: 'invalid-state',
        adapter: 'third',
        message: 'The session is with one and other: switch to one of these first.',
      });
      expect([rig.homes(), rig.session.state.status]).toEqual([['one', 'other'], 'joined']);
      const outcome = rig.begin({}, rig[chosen].adapter);
      await rig.pass(4_000);
      expect(outcome.error).toBeUndefined();
      expect(rig.homes()).toEqual([chosen]);
      expect(rig.rendered('zoe', 'microphone')).toBe(rig[chosen].given.get('zoe/microphone'));
      expect(selfOf(rig)?.room).toBe(chosen === 'one' ? 'studio' : 'hall');
      expect(rig.other.joins).toHaveLength(1);
    }
  });

  it('is the other one’s when one of them ends', async () => {
    for (const ends of ['one', 'other'] as const) {
      const rig = await createCallAtBoth();
      rig[ends].sink().ended(gone);
      await rig.pass(1_000);
      const rest = ends === 'one' ? 'other' : 'one';
      expect([rig.homes(), rig.session.state.status]).toEqual([[rest], 'joined']);
      expect(internalsOf(rig.session).adapter.name).toBe(rest);
      expect(selfOf(rig)).toMatchObject(
        rest === 'one' ? { room: 'studio', userId: 'me' } : { room: 'hall', userId: 'myself' },
      );
      expect(rig.rendered('zoe', 'microphone')).toBe(rig[rest].given.get('zoe/microphone'));
      // And can be switched again.
      const outcome = rig.begin({ deadlineMs: 1_000 }, rig[ends].adapter);
      await rig.pass(1_500);
      expect(outcome.error).toMatchObject({ code: 'timeout' });
      expect(rig.homes()).toEqual([rest]);
    }
  });

  it('stays with both where the choice of one fails', async () => {
    const rig = await createCallAtBoth();
    rig.one.comes('yan', 'microphone');
    await rig.pass(1_000);
    expect(rig.one.asks.filter((ask) => ask.startsWith('zoe')).at(-1)).toBe('zoe:');
    const outcome = rig.begin({ deadlineMs: 1_000 });
    await rig.pass(1_500);
    expect(String(outcome.error)).toContain('yan');
    expect([rig.homes(), rig.session.participants.size]).toEqual([['one', 'other'], 2]);
    expect(selfOf(rig)?.room).toBe('studio');
    // Each source is received over one of them again.
    await rig.pass(1_000);
    expect(rig.one.asks.filter((ask) => ask.startsWith('zoe')).at(-1)).toBe('zoe:');
    rig.other.comes('yan', 'microphone');
    await rig.pass(2_000);
    expect(rig.rendered('yan', 'microphone')).toBe(rig.other.given.get('yan/microphone'));
  });

  it('stays with both where the choice was given up before it began', async () => {
    const rig = await createCallAtBoth();
    const outcome = rig.begin({ signal: AbortSignal.abort() });
    await rig.pass(50);
    expect(outcome.error).toMatchObject({ code: 'aborted' });
    expect([rig.homes(), rig.session.state.status]).toEqual([['one', 'other'], 'joined']);
  });

  it('stays with the old one where the chosen one ends before that', async () => {
    const rig = await createCallAtBoth();
    rig.one.comes('yan', 'microphone');
    await rig.pass(500);
    const outcome = rig.begin();
    await rig.pass(500);
    rig.other.sink().ended(gone);
    await rig.pass(500);
    expect(outcome.error).toMatchObject({ code: 'server-error' });
    expect([rig.homes(), rig.session.state.status]).toEqual([['one'], 'joined']);
    const again = rig.begin();
    await rig.pass(50);
    for (const userId of ['zoe', 'yan']) rig.other.comes(userId, 'microphone');
    await rig.pass(4_000);
    expect([again.error, rig.homes()]).toEqual([undefined, ['other']]);
  });

  it('begins its next call with one', async () => {
    const rig = await createCallAtBoth();
    await rig.session.leave();
    await rig.session.join({ room: 'studio', userId: 'me' });
    const outcome = rig.begin();
    await rig.pass(500);
    expect([outcome.error, rig.homes()]).toEqual([undefined, ['other']]);
  });
});

describe('a switch that fails', () => {
  it('is refused to the adapter of now', async () => {
    const rig = await createCall();
    const outcome = rig.begin({}, rig.one.adapter);
    await rig.pass(50);
    expect(outcome.error).toMatchObject({
      code: 'invalid-argument',
      adapter: 'one',
      message: 'The call is over one already.',
    });
    expect([rig.homes(), rig.session.state.status]).toEqual([['one'], 'joined']);
  });

  it('has the reason of a refused join, and leaves the call as it was', async () => {
    const full = new RtcError({ code: 'room-full', message: 'Nobody more.' });
    const rig = await createCall(['zoe'], { other: { driver: { doJoin: () => Promise.reject(full) } } });
    rig.told.length = 0;
    const outcome = rig.begin();
    await rig.pass(100);
    expect(outcome.error).toBe(full);
    expect(rig.told).toEqual(['adapter-switching', 'adapter-switch-failed']);
    expect([rig.homes(), rig.session.participants.size]).toEqual([['one'], 1]);
  });

  it('is late where the code of the next adapter, or its join, takes too long', async () => {
    const loading = await createCall();
    const outcome = loading.begin({ deadlineMs: 3_000 }, { ...loading.other.adapter, preload: () => never });
    await loading.pass(3_050);
    expect(outcome.error).toMatchObject({
      code: 'timeout',
      message: 'Loading other took longer than 3000 ms.',
    });
    const joining = await createCall(['zoe'], { other: { driver: { doJoin: () => never } } });
    const late = joining.begin();
    await joining.pass(19_950);
    expect(late).toEqual({});
    await joining.pass(100);
    expect(late.error).toMatchObject({ code: 'timeout' });
    expect([joining.homes(), joining.session.state.status]).toEqual([['one'], 'joined']);
  });

  it('leaves the next vendor again, and renders everything as before', async () => {
    const rig = await createCall(['zoe', 'yan']);
    const before = rig.rendered('zoe', 'microphone');
    const outcome = rig.begin({ deadlineMs: 2_000 });
    await rig.pass(50);
    rig.other.comes('zoe', 'microphone');
    await rig.pass(1_500);
    expect(rig.rendered('zoe', 'microphone')).not.toBe(before);
    await rig.pass(1_000);
    expect(outcome.error).toMatchObject({ code: 'timeout' });
    expect([rig.homes(), rig.rendered('zoe', 'microphone')]).toEqual([['one'], before]);
    expect(rig.told.filter((line) => line.startsWith('participant-left'))).toEqual([]);
  });

  it('is aborted where the call ends', async () => {
    for (const how of ['leave', 'kick'] as const) {
      const rig = await createCall(['zoe', 'yan']);
      const outcome = rig.begin();
      await rig.pass(500);
      if (how === 'leave') void rig.session.leave();
      else rig.other.sink().ended({ reason: 'kicked', vendorHasLeft: true });
      await rig.pass(100);
      expect(outcome.error).toMatchObject({ code: 'aborted' });
      expect([rig.homes(), rig.session.state.status]).toEqual([[], 'ended']);
    }
  });

  it('is aborted where the call ends while the next adapter loads, and goes on where it is interrupted', async () => {
    const rig = await createCall();
    const outcome = rig.begin({}, { ...rig.other.adapter, preload: () => never });
    await rig.pass(100);
    rig.one.sink().connectionInterrupted({});
    await rig.pass(100);
    rig.one.isBack();
    await rig.pass(100);
    expect(outcome).toEqual({});
    void rig.session.leave();
    await rig.pass(50);
    expect(outcome.error).toMatchObject({
      code: 'aborted',
      message: 'The call ended while it was being switched.',
    });
  });
});

describe('a switch away from a vendor that is gone', () => {
  it('goes on over the next one though it is given up: there is nothing to go back to', async () => {
    const rig = await createCall(['zoe', 'yan']);
    const abort = new AbortController();
    const outcome = rig.begin({ signal: abort.signal });
    await rig.pass(50);
    rig.other.comes('zoe', 'microphone');
    await rig.pass(1_000);
    rig.one.sink().ended(gone);
    await rig.pass(500);
    expect([rig.session.state.status, rig.session.participants.size]).toEqual(['joined', 2]);
    abort.abort();
    await rig.pass(500);
    expect([outcome.result?.to, rig.homes(), rig.session.state.status]).toEqual([
      'other',
      ['other'],
      'joined',
    ]);
  });

  it('ends the call as that one ended where the next cannot be joined either', async () => {
    const rig = await createCall(['zoe'], { other: { driver: { doJoin: () => never } } });
    const outcome = rig.begin({ deadlineMs: 2_000 });
    await rig.pass(500);
    rig.one.sink().ended(gone);
    await rig.pass(500);
    expect(rig.session.state.status).toBe('reconnecting');
    await rig.pass(2_000);
    expect(outcome.error).toMatchObject({ code: 'timeout' });
    expect(rig.session.state).toMatchObject({ status: 'ended', reason: 'server-shutdown' });
  });
});
