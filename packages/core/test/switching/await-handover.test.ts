import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import type { SyncLocalResult } from '../../src/adapter/rtc-driver.ts';
import { createSwitchRig, type SwitchRig, type Vendor } from './rig.ts';

const voice: readonly SourceKind[] = ['microphone'];
const gone = { reason: 'server-shutdown', vendorHasLeft: true } as const;

/** A call with Zoe in it. */
async function createCall(habits: Parameters<typeof createSwitchRig>[0] = {}): Promise<SwitchRig> {
  const rig = await createSwitchRig(habits);
  rig.one.comes('zoe', ...voice);
  await rig.pass(100);
  return rig;
}

/** Makes a vendor whose publications come to something when the test says so. */
function holdPublications({ answers, publishing }: Vendor): (result: SyncLocalResult) => void {
  answers.join = { roster: [], localDeferred: true };
  let settle = (_result: SyncLocalResult): void => undefined;
  publishing.run = () => new Promise((resolve) => (settle = resolve));
  return (result) => {
    publishing.run = () => Promise.resolve(result);
    settle(result);
  };
}

describe('a switch', () => {
  it('stays with both for two seconds once all is there, so that others who switch still show the old one', async () => {
    const { other, pass, begin, homes, rendered } = await createCall();
    const outcome = begin();
    await pass(50);
    other.comes('zoe', ...voice);
    while (rendered('zoe', 'microphone') !== other.given.get('zoe/microphone')) await pass(50);
    await pass(1_900);
    expect([outcome.result, homes()]).toEqual([undefined, ['one', 'other']]);
    await pass(100);
    expect([outcome.result?.to, homes()]).toEqual(['other', ['other']]);
  });

  it('does not stay where nobody is there, where it is to stay with both, or where the old vendor is gone', async () => {
    const alone = await createSwitchRig();
    await alone.session.microphone.enable();
    const outcome = alone.begin();
    await alone.pass(50);
    expect([outcome.result?.to, alone.homes()]).toEqual(['other', ['other']]);

    for (const dies of [true, false]) {
      const rig = await createCall();
      const over = rig.begin(dies ? {} : { until: 'never' });
      await rig.pass(50);
      if (dies) rig.one.sink().ended(gone);
      rig.other.comes('zoe', ...voice);
      while (rig.rendered('zoe', 'microphone') !== rig.other.given.get('zoe/microphone')) await rig.pass(50);
      await rig.pass(50);
      expect(over.result?.to).toBe('other');
    }
  });

  it('begins to stay anew where something is missing again, and not for longer than until its deadline', async () => {
    const { one, other, pass, begin } = await createCall();
    const outcome = begin({ deadlineMs: 6_000 });
    await pass(50);
    other.comes('zoe', ...voice);
    await pass(2_000);
    one.comes('yan', ...voice);
    await pass(2_000);
    expect(outcome.result).toBeUndefined();
    other.comes('yan', ...voice);
    await pass(1_850);
    expect(outcome.result).toBeUndefined();
    await pass(150);
    expect([outcome.result?.to, outcome.error]).toEqual(['other', undefined]);
  });

  it('waits for nothing any more where it is given up while it stays with both', async () => {
    const { other, pass, begin, clock, session } = await createCall();
    const abort = new AbortController();
    const outcome = begin({ signal: abort.signal });
    await pass(50);
    other.comes('zoe', ...voice);
    await pass(1_500);
    abort.abort();
    await session.leave();
    await clock.advance(1);
    expect(outcome.error).toMatchObject({ code: 'aborted' });
    expect(clock.timers).toEqual([]);
  });

  it('leaves no listener at a signal, and none on the clock', async () => {
    const { other, pass, begin, clock, session } = await createCall();
    const { signal } = new AbortController();
    const outcome = begin({ signal });
    await pass(50);
    other.comes('zoe', ...voice);
    await pass(3_000);
    expect(outcome.result?.to).toBe('other');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await session.leave();
    await clock.settle();
    expect(clock.pending).toBe(0);
  });

  it('is given up by its signal, also where that was aborted before', async () => {
    for (const before of [true, false]) {
      const { pass, begin, homes, session, told } = await createCall();
      const abort = new AbortController();
      if (before) abort.abort();
      const outcome = begin({ signal: abort.signal });
      await pass(500);
      abort.abort();
      await pass(50);
      expect(outcome.error).toMatchObject({ code: 'aborted' });
      if (!before) expect(outcome.error).toHaveProperty('message', 'Switching was given up.');
      expect([homes(), session.state.status, told.at(-1)]).toEqual([
        ['one'],
        'joined',
        'adapter-switch-failed',
      ]);
    }
  });
});

describe('what is published', () => {
  it('is waited for where the old vendor is interrupted, and not where that has never had it', async () => {
    for (const interrupted of [true, false]) {
      const rig = await createSwitchRig();
      const error = new RtcError({ code: 'forbidden', message: 'Not here.' });
      if (!interrupted)
        rig.one.publishing.run = () => Promise.resolve({ failed: [{ source: 'microphone', error }] });
      await rig.session.microphone.enable().catch(() => undefined);
      if (interrupted) rig.one.sink().connectionInterrupted({});
      const { status } = rig.session.microphone.state.publication;
      expect(status).toBe(interrupted ? 'interrupted' : 'failed');
      holdPublications(rig.other);
      const outcome = rig.begin();
      await rig.pass(1_000);
      expect(outcome.result?.to).toBe(interrupted ? undefined : 'other');
    }
  });

  it('is waited for, whatever else is sent, also by a vendor that sends one picture at a time', async () => {
    for (const source of ['microphone', 'camera'] as const) {
      const rig = await createSwitchRig({ other: { able: { cameraWithScreen: false } } });
      await rig.session[source].enable();
      if (source === 'microphone') await rig.session.screen.enable();
      holdPublications(rig.other);
      const outcome = rig.begin();
      await rig.pass(1_000);
      expect([source, outcome]).toEqual([source, {}]);
    }
  });

  it('has to be published over the next vendor before it is left', async () => {
    const rig = await createSwitchRig();
    await rig.session.microphone.enable();
    const settle = holdPublications(rig.other);
    const outcome = rig.begin();
    await rig.pass(3_000);
    expect([outcome, rig.homes()]).toEqual([{}, ['one', 'other']]);
    settle({ failed: [] });
    await rig.pass(50);
    expect([outcome.result?.to, rig.homes()]).toEqual(['other', ['other']]);
  });

  it('is waited for until the deadline, and then named', async () => {
    const rig = await createSwitchRig();
    await rig.session.microphone.enable();
    await rig.session.camera.enable();
    holdPublications(rig.other);
    const outcome = rig.begin({ deadlineMs: 2_000 });
    await rig.pass(1_950);
    expect(outcome).toEqual({});
    await rig.pass(50);
    expect(outcome.error).toMatchObject({
      code: 'timeout',
      adapter: 'other',
      message: 'The microphone could not be published over other in time.',
    });
    expect([rig.homes(), rig.session.state.status]).toEqual([['one'], 'joined']);
  });

  it('has failed for the reason that the vendor gave', async () => {
    const rig = await createSwitchRig();
    await rig.session.microphone.enable();
    const error = new RtcError({ code: 'publish-failed', message: 'Not here.' });
    const settle = holdPublications(rig.other);
    const outcome = rig.begin({ until: 'deadline', deadlineMs: 2_000 });
    await rig.pass(500);
    settle({ failed: [{ source: 'microphone', error }] });
    await rig.pass(2_000);
    expect(outcome.error).toMatchObject({ code: 'publish-failed', message: 'Not here.' });
  });

  it('is not waited for where the next vendor cannot carry it', async () => {
    const losses = [
      [{ sources: ['microphone', 'screen'] }, ['camera'], ['camera']],
      [{ screenAudio: 'none' }, ['screen-audio'], ['screen', 'screen-audio']],
      [{ cameraWithScreen: false }, ['camera-with-screen'], ['screen', 'camera']],
    ] as const;
    for (const [able, allow, sent] of losses) {
      const rig = await createSwitchRig({ other: { able } });
      if (sent.includes('screen' as never)) await rig.session.screen.enable({ audio: true });
      if (sent.includes('camera' as never)) await rig.session.camera.enable();
      const outcome = rig.begin({ allow, deadlineMs: 3_000 });
      await rig.pass(1_000);
      expect([allow, outcome.error, outcome.result?.to]).toEqual([allow, undefined, 'other']);
    }
  });

  it('is waited for in the microphone where the next vendor has the sound of a screen in that', async () => {
    const rig = await createSwitchRig({ other: { able: { screenAudio: 'mixed' } } });
    await rig.session.screen.enable({ audio: true });
    const settle = holdPublications(rig.other);
    const outcome = rig.begin();
    await rig.pass(1_000);
    expect(outcome).toEqual({});
    settle({ failed: [] });
    await rig.pass(1_000);
    expect(outcome.result?.to).toBe('other');
    expect(
      rig.other.published
        .at(-1)
        ?.map(({ source }) => source)
        .sort(),
    ).toEqual(['microphone', 'screen']);
  });
});

describe('who is missing at the deadline', () => {
  it('is named, five at most, and what does not come of those who are there', async () => {
    const { one, other, pass, begin, homes } = await createCall();
    for (const userId of ['b', 'c', 'd', 'e']) one.comes(userId, ...voice);
    other.held.add('zoe/microphone');
    const outcome = begin({ deadlineMs: 2_000 });
    await pass(50);
    other.comes('zoe', ...voice);
    await pass(2_000);
    expect(outcome.error).toMatchObject({
      code: 'timeout',
      adapter: 'other',
      message:
        'Not everybody was there over other in time: b, c, d, e, zoe (microphone). The call goes on as it was.',
    });
    one.comes('f', ...voice);
    const again = begin({ deadlineMs: 2_000 });
    await pass(2_050);
    expect(String(again.error)).toContain('zoe, b, c, d, e. The call');
    expect(homes()).toEqual(['one']);
  });

  it('has left where the deadline was to be kept, or where the old vendor is gone', async () => {
    for (const dies of [true, false]) {
      const { one, other, pass, begin, homes, told, session } = await createCall();
      one.comes('yan', ...voice);
      const outcome = begin({ until: dies ? 'everyone' : 'deadline', deadlineMs: 4_000 });
      await pass(50);
      other.comes('zoe', ...voice);
      await pass(1_000);
      if (dies) one.sink().ended(gone);
      await pass(2_000);
      expect([outcome, session.participants.size]).toEqual([{}, 2]);
      await pass(1_000);
      expect([outcome.error, homes(), session.participants.size]).toEqual([undefined, ['other'], 1]);
      expect(told).toContain('participant-left yan');
    }
  });

  it('holds nobody back where the session is to stay with both', async () => {
    const { one, other, pass, begin, homes, session } = await createCall();
    one.comes('yan', ...voice);
    const outcome = begin({ until: 'never' });
    await pass(50);
    other.comes('zoe', ...voice);
    await pass(1_000);
    expect(outcome.result).toMatchObject({ from: 'one', to: 'other' });
    expect([homes(), session.participants.size]).toEqual([['one', 'other'], 2]);
  });
});
