import { expect, it } from 'vitest';
import { driverRig, type DriverRig } from './driver-rig.ts';

/** Waits for a promise while time passes. */
async function settled(rig: DriverRig, promise: Promise<unknown>, withinMs: number): Promise<string> {
  let how = 'pending';
  promise.then(
    () => (how = 'resolved'),
    () => (how = 'rejected'),
  );
  await rig.pass(withinMs);
  return how;
}

it('a join that nobody answers is given up by its signal, and the vendor is told', async () => {
  const rig = await driverRig();
  const late = new AbortController();
  rig.service.hold('join');
  const driver = rig.driver();
  const joining = driver.doJoin(rig.request(late.signal));
  expect(await settled(rig, joining, 100)).toBe('pending');
  late.abort();
  expect(await settled(rig, joining, 100)).toBe('rejected');
  expect(await settled(rig, driver.doLeave(), 3_000)).toBe('resolved');
});

it('a join that succeeds after its call was left is left then', async () => {
  const rig = await driverRig();
  const late = new AbortController();
  const release = rig.service.hold('join');
  const driver = rig.driver();
  const joining = driver.doJoin(rig.request(late.signal));
  await rig.pass(100);
  late.abort();
  await expect(joining).rejects.toMatchObject({ code: 'aborted' });
  // The service does not forget a join that it is told to forget.
  rig.service.refuse('leave', 33_622_275);
  expect(await settled(rig, driver.doLeave(), 3_000)).toBe('resolved');
  driver.dispose();
  release();
  await rig.pass(100);
  expect(rig.engines[0]?.calls).toEqual(['join', 'leave']);
  expect(rig.service.members('studio')).toEqual([]);
});

it('an engine that left in order serves the next call, and one that did not is used no more', async () => {
  const rig = await driverRig();
  for (const isRefused of [false, false, true, false]) {
    const driver = rig.driver();
    expect(await settled(rig, driver.doJoin(rig.request()), 100)).toBe('resolved');
    if (isRefused) rig.service.hold('leave');
    expect(await settled(rig, driver.doLeave(), 3_000)).toBe('resolved');
    driver.dispose();
    await rig.pass(1);
  }
  expect(rig.engines.map(({ calls }) => calls.filter((name) => name === 'join').length)).toEqual([3, 1]);
});

it('says after a kick that the vendor has not left: only its own leave frees the engine', async () => {
  const rig = await driverRig();
  expect(await settled(rig, rig.driver().doJoin(rig.request()), 100)).toBe('resolved');
  rig.service.putOut('studio', 'ann', 1);
  await rig.pass(10);
  expect(rig.facts).toContainEqual({
    name: 'ended',
    fact: expect.objectContaining({ reason: 'kicked', vendorHasLeft: false }) as unknown,
  });
  expect(rig.engines[0]?.polling).toBe(true);
});

it('levels are off when a call is over, however it ends', async () => {
  const rig = await driverRig();
  for (const end of ['leave', 'dispose'] as const) {
    const driver = rig.driver();
    expect(await settled(rig, driver.doJoin(rig.request()), 100)).toBe('resolved');
    await driver.doSetSignals?.({ levels: true, quality: false });
    const engine = rig.engines.at(-1);
    expect(engine?.enableAudioVolumeIndicator).toBe(true);
    if (end === 'leave') await settled(rig, driver.doLeave(), 3_000);
    else driver.dispose();
    expect(engine?.enableAudioVolumeIndicator).toBe(false);
    driver.dispose();
    await rig.pass(1);
  }
});

it('a leave that is refused, or never answered, ends the polling all the same', async () => {
  const rig = await driverRig();
  for (const fault of ['refuse', 'hold'] as const) {
    const driver = rig.driver();
    expect(await settled(rig, driver.doJoin(rig.request()), 100)).toBe('resolved');
    const engine = rig.engines.at(-1);
    expect(engine?.polling).toBe(true);
    if (fault === 'refuse') rig.service.refuse('leave', 33_622_275);
    else rig.service.hold('leave');
    expect(await settled(rig, driver.doLeave(), 3_000)).toBe('resolved');
    expect(engine?.polling).toBe(false);
    const told = rig.facts.filter(({ name }) => name === 'vendorEvent');
    // One refusal, told once; what is never answered has nothing to say.
    expect(told).toMatchObject([
      { fact: { name: 'leave-failed', payload: { error: { vendorCode: 33_622_275 } } } },
    ]);
    driver.dispose();
    await rig.pass(1);
  }
});

it('a page that closes tells its leave within that call, and disposes of no engine', async () => {
  const rig = await driverRig();
  const driver = rig.driver();
  expect(await settled(rig, driver.doJoin(rig.request()), 100)).toBe('resolved');
  driver.doAbandon();
  expect(rig.engines[0]?.calls).toEqual(['join', 'leave']);
  driver.dispose();
  await rig.pass(3_000);
  expect(rig.engines[0]?.calls).toEqual(['join', 'leave']);
  expect(rig.service.members('studio')).toEqual([]);
});
