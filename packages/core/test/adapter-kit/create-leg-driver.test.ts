import { createSession } from '@jackfield/core';
import { expect, it } from 'vitest';
import { call, never, rig } from './leg-rig.ts';

it('makes a driver of what the join gives', async () => {
  const { calls, driver, request } = await rig();
  await expect(driver.doJoin(request)).resolves.toEqual({ roster: [] });
  expect(driver.native).toBe('the room');
  await call(driver);
  expect(calls).toEqual(['receive']);
});

it('rejects every call before the join and from the leave on', async () => {
  const { driver, calls, request } = await rig();
  await expect(call(driver)).rejects.toMatchObject({ code: 'invalid-state', adapter: 'acme' });
  await expect(driver.doSetSignals?.({ levels: true, quality: false })).rejects.toMatchObject({
    code: 'invalid-state',
  });
  await driver.doJoin(request);
  await driver.doLeave();
  await expect(call(driver)).rejects.toMatchObject({ code: 'invalid-state' });
  expect(calls).toEqual(['leave']);
});

it('has methods for what is claimed, and none for what is denied', async () => {
  const bare = await rig();
  expect(
    Object.keys(bare.driver).filter((name) => /Message|Role|Moderate|Stats|Profile|Renew|Volume/u.test(name)),
  ).toEqual([]);
  const sent: string[] = [];
  const rich = await rig({
    capabilities: { messages: { maxBytes: 10, directed: false, reliable: true } },
    leg: {
      doSendMessage: ({ text }) => {
        sent.push(text);
        return Promise.resolve();
      },
    },
  });
  await rich.driver.doJoin(rich.request);
  await rich.driver.doSendMessage?.({ topic: 'chat', text: 'hello' });
  expect(sent).toEqual(['hello']);
});

it('refuses a leg that lacks what is claimed, and leaves it', async () => {
  const { calls, driver, request } = await rig({ capabilities: { stats: true } });
  await expect(driver.doJoin(request)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('doGetStats') as string,
  });
  expect(calls).toEqual(['leave', 'undone']);
});

it('remembers which signals are wanted', async () => {
  const { contexts, driver, request } = await rig();
  await driver.doJoin(request);
  expect(contexts[0]?.signalsWanted()).toEqual({ levels: false, quality: false });
  await driver.doSetSignals?.({ levels: true, quality: false });
  expect(contexts[0]?.signalsWanted()).toEqual({ levels: true, quality: false });
});

it('says where the leg stands', async () => {
  const { contexts, driver, request } = await rig();
  const joining = driver.doJoin(request);
  expect(contexts[0]?.phase()).toBe('joining');
  await joining;
  expect(contexts[0]?.phase()).toBe('joined');
  const leaving = driver.doLeave();
  expect(contexts[0]?.phase()).toBe('over');
  await leaving;
});

it('tells nothing of what the vendor calls back once the leg is left', async () => {
  const { contexts, driver, facts, request } = await rig();
  await driver.doJoin(request);
  const { sink } = contexts[0] ?? {};
  sink?.participantLeft({ remoteId: 'ann' });
  await driver.doLeave();
  sink?.participantLeft({ remoteId: 'ben' });
  sink?.ended({ reason: 'kicked', vendorHasLeft: true });
  expect(facts).toEqual([['participantLeft', { remoteId: 'ann' }]]);
});

it('undoes what a join began that fails', async () => {
  const cause = new Error('full');
  const { calls, driver, request } = await rig({ open: () => Promise.reject(cause) });
  await expect(driver.doJoin(request)).rejects.toBe(cause);
  expect(calls).toEqual(['undone']);
});

it('does not begin a join that was given up before', async () => {
  const { aborter, contexts, driver, request } = await rig();
  aborter.abort();
  await expect(driver.doJoin(request)).rejects.toMatchObject({ name: 'AbortError' });
  expect(contexts).toEqual([]);
});

it('unpublishes before it leaves, and leaves once', async () => {
  const { calls, driver, request } = await rig({
    leg: { doUnpublish: () => Promise.resolve(calls.push('unpublish')) },
  });
  await driver.doJoin(request);
  await Promise.all([driver.doLeave(), driver.doLeave()]);
  await driver.doLeave();
  expect(calls).toEqual(['unpublish', 'leave']);
});

it('tells the vendor in bounded time, and then gives it as long as core does', async () => {
  const { calls, clock, driver, request } = await rig({
    leg: {
      doUnpublish: () => never,
      doLeave: () => {
        calls.push('leave');
        return never;
      },
    },
  });
  await driver.doJoin(request);
  const leaving = driver.doLeave();
  await clock.advance(1_000);
  expect(calls).toEqual(['leave']);
  await clock.advance(60_000);
  expect(calls).toEqual(['leave']);
  driver.dispose();
  await expect(leaving).resolves.toBeUndefined();
  expect(calls).toEqual(['leave', 'undone']);
  expect(clock.pending).toBe(0);
});

it('undoes nothing under the hands of a vendor that is leaving, as long as core waits for it', async () => {
  const slow = await rig({
    leg: {
      doLeave: () =>
        new Promise((resolve) => {
          slow.clock.after(2_900, () => {
            slow.calls.push('left');
            resolve();
          });
        }),
    },
  });
  const session = createSession(slow.adapter, { environment: slow.environment });
  await session.join({ room: 'studio', userId: 'ann' });
  const leaving = session.leave();
  await slow.clock.advance(2_899);
  expect(slow.calls).toEqual([]);
  await slow.clock.advance(1);
  await leaving;
  expect(slow.calls).toEqual(['left', 'undone']);
  await session.dispose();
});

it('tells of a vendor that refuses to let go, and leaves all the same', async () => {
  const { driver, facts, request } = await rig({ leg: { doLeave: () => Promise.reject(new Error('no')) } });
  await driver.doJoin(request);
  await expect(driver.doLeave()).resolves.toBeUndefined();
  expect(facts).toMatchObject([
    ['vendorEvent', { name: 'leave-failed', payload: { error: { code: 'server-error' } } }],
  ]);
});

it('waits for a join that cannot be stopped, and leaves it', async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const { aborter, calls, clock, driver, request } = await rig({ open: () => answered });
  const joining = driver.doJoin(request);
  aborter.abort();
  await expect(joining).rejects.toMatchObject({ code: 'aborted' });
  const leaving = driver.doLeave();
  await clock.advance(500);
  answer();
  await leaving;
  expect(calls).toEqual(['leave']);
});

it('leaves late where a join succeeds that nobody waits for any more', async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const { aborter, calls, clock, driver, request } = await rig({ open: () => answered });
  const joining = driver.doJoin(request);
  aborter.abort();
  await expect(joining).rejects.toMatchObject({ code: 'aborted' });
  const leaving = driver.doLeave();
  await clock.advance(1_000);
  await leaving;
  driver.dispose();
  expect(calls).toEqual(['undone']);
  answer();
  await clock.settle();
  expect(calls).toEqual(['undone', 'leave']);
});

it('does what an adapter says about a join that is never answered, in bounded time', async () => {
  for (const end of ['leave', 'abandon'] as const) {
    const rejoined = await rig({
      open: ({ ifUnanswered }) => {
        ifUnanswered(() => {
          rejoined.calls.push('forget');
          return never;
        });
        return never;
      },
    });
    const { aborter, calls, clock, driver, request } = rejoined;
    const joining = driver.doJoin(request);
    aborter.abort();
    await expect(joining).rejects.toMatchObject({ code: 'aborted' });
    if (end === 'abandon') driver.doAbandon();
    else {
      const leaving = driver.doLeave();
      await clock.advance(999);
      expect(calls).toEqual([]);
      await clock.advance(1);
      expect(calls).toEqual(['forget']);
      driver.dispose();
      await expect(leaving).resolves.toBeUndefined();
    }
    expect(calls.filter((name) => name !== 'undone')).toEqual(['forget']);
    expect(clock.pending).toBe(0);
  }
});

it('does nothing about a join that was answered', async () => {
  const failed = await rig({
    open: ({ ifUnanswered }) => {
      ifUnanswered(() => Promise.resolve(failed.calls.push('forget')));
      return Promise.reject(new Error('full'));
    },
  });
  await expect(failed.driver.doJoin(failed.request)).rejects.toThrow('full');
  await failed.driver.doLeave();
  expect(failed.calls).toEqual(['undone']);
});

it('lets go at once when the page closes, in the way of the vendor where it has one', async () => {
  const plain = await rig();
  await plain.driver.doJoin(plain.request);
  plain.driver.doAbandon();
  plain.driver.doAbandon();
  expect(plain.calls).toEqual(['leave']);
  const own = await rig({ leg: { doAbandon: () => own.calls.push('abandon') } });
  await own.driver.doJoin(own.request);
  own.driver.doAbandon();
  expect(own.calls).toEqual(['abandon']);
});

it('lets go at once also where it is leaving and has not told the vendor yet', async () => {
  const { calls, driver, request } = await rig({ leg: { doUnpublish: () => never } });
  await driver.doJoin(request);
  const leaving = driver.doLeave();
  driver.doAbandon();
  expect(calls).toEqual(['leave']);
  driver.dispose();
  await leaving;
  expect(calls).toEqual(['leave', 'undone']);
});

it('says nothing more where the page closes once it has left', async () => {
  const { calls, driver, request } = await rig({ leg: { doAbandon: () => calls.push('abandon') } });
  await driver.doJoin(request);
  await driver.doLeave();
  driver.doAbandon();
  expect(calls).toEqual(['leave']);
});

it('leaves a join that the closing page has not waited for', async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const { calls, clock, driver, request } = await rig({ open: () => answered });
  void driver.doJoin(request);
  driver.doAbandon();
  driver.dispose();
  answer();
  await clock.settle();
  expect(calls).toEqual(['undone', 'leave']);
});

it('turns what a leg throws into a rejection', async () => {
  const { driver, request } = await rig({
    leg: {
      doSyncRemote: () => {
        throw new TypeError('the vendor');
      },
    },
  });
  await driver.doJoin(request);
  await expect(call(driver)).rejects.toBeInstanceOf(TypeError);
});
