import { sinkOf } from '@jackfield/contract';
import type { RtcDriver } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeClock } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { fake, type FakeCloud } from '../src/index.ts';
import { bareRequest, createCloud } from './rig.ts';

const latencyMs = [50, 50] as const;

type Told = Parameters<Parameters<typeof sinkOf>[0]>[0];

/** A driver on a clock of its own, and everything that it was told. */
function createTold(): {
  readonly cloud: FakeCloud;
  readonly clock: FakeClock;
  readonly told: Told[];
  join(): Promise<RtcDriver>;
  /** Subscribes to bea's microphone. */
  subscribe(driver: RtcDriver): Promise<void>;
} {
  const { clock, environment } = createFakeEnvironment();
  const cloud = createCloud({ clock, latencyMs });
  const told: Told[] = [];
  return {
    cloud,
    clock,
    told,
    async join() {
      const driver = fake(cloud).createDriver(
        sinkOf((fact) => told.push(fact)),
        environment,
      );
      const joined = driver.doJoin({ ...bareRequest, signal: new AbortController().signal });
      await clock.advance(100);
      await joined;
      return driver;
    },
    async subscribe(driver) {
      const { signal } = new AbortController();
      const subscribed = driver.doSyncRemote('bea#1.0', [{ source: 'microphone', size: undefined }], {
        signal,
      });
      await clock.advance(latencyMs[0]);
      await subscribed;
    },
  };
}

const names = (told: readonly { readonly name: string }[]): string[] => told.map(({ name }) => name);

describe('the fake does not lie by itself', () => {
  it('loses what is on its way when the link is cut, also where it is back in time', async () => {
    const { cloud, clock, told, join } = createTold();
    const bea = cloud.room('studio').addParticipant({ userId: 'bea' });
    await join();
    cloud.network.cut('studio', 'ann');
    bea.leave();
    cloud.network.restore('studio', 'ann');
    await clock.advance(100);
    expect(names(told)).toEqual(['connectionInterrupted', 'connectionRestored']);
  });

  it('tells nothing after the driver is disposed', async () => {
    const { cloud, clock, told, join } = createTold();
    const driver = await join();
    cloud.room('studio').addParticipant({ userId: 'bea' });
    driver.dispose();
    await clock.advance(100);
    expect(told).toEqual([]);
  });

  it('hands over no track that has ended on its way', async () => {
    const { cloud, clock, told, join, subscribe } = createTold();
    const bea = cloud.room('studio').addParticipant({ userId: 'bea', sources: ['microphone'] });
    const driver = await join();
    await subscribe(driver);
    bea.unpublish('microphone');
    await clock.advance(100);
    expect(names(told)).toEqual(['sourceUnpublished']);
  });

  it('hands over after a cut what was replaced meanwhile', async () => {
    const { cloud, clock, told, join, subscribe } = createTold();
    const bea = cloud.room('studio').addParticipant({ userId: 'bea', sources: ['microphone'] });
    const driver = await join();
    await subscribe(driver);
    await clock.advance(100);
    cloud.network.cut('studio', 'ann');
    bea.replaceTrack('microphone');
    await clock.advance(100);
    told.length = 0;
    cloud.network.restore('studio', 'ann');
    await clock.advance(100);
    expect(names(told)).toEqual(['connectionRestored', 'remoteTrack']);
    expect(bea.receivedBy('ann', 'microphone')?.readyState).toBe('live');
  });

  it('tells a session after a cut what the server decided about it', async () => {
    const { cloud, clock, told, join } = createTold();
    await join();
    cloud.network.cut('studio', 'ann');
    cloud.room('studio').muteByServer('ann', 'microphone');
    cloud.room('studio').setRecording(true);
    await clock.advance(100);
    cloud.network.restore('studio', 'ann');
    await clock.advance(100);
    expect(names(told).slice(1)).toEqual(['connectionRestored', 'localMutedByServer', 'recordingChanged']);
  });

  it('tells a session what the server decided just before a cut that was short', async () => {
    const { cloud, clock, told, join } = createTold();
    await join();
    cloud.room('studio').setRecording(true);
    cloud.network.cut('studio', 'ann');
    cloud.network.restore('studio', 'ann');
    await clock.advance(100);
    expect(names(told)).toContain('recordingChanged');
  });

  it('tells whoever joins that the room is being recorded', async () => {
    const { cloud, told, join } = createTold();
    cloud.room('studio').setRecording(true);
    await join();
    expect(told).toEqual([{ name: 'recordingChanged', fact: { recording: true } }]);
  });
});
