import { describe, expect, it } from 'vitest';
import { noLeaks } from '../../src/testing.ts';
import { createSwitchRig } from './rig.ts';

/** A call to whose second vendor, which plays by itself, Zoe comes as well. */
async function createRig() {
  const log: string[] = [];
  const rig = await createSwitchRig({
    other: {
      able: { remoteAudio: 'sdk-played' },
      driver: {
        doSetVolume(remoteId, source, volume) {
          log.push(`${remoteId} ${source} ${String(volume)} after ${String(rig.other.asks.length)} asks`);
          return Promise.resolve();
        },
      },
    },
  });
  rig.one.comes('zoe', 'microphone');
  await rig.pass(100);
  return { ...rig, log };
}

describe('a session with two vendors', () => {
  it('silences an SDK that plays by itself before it is asked for what is heard from elsewhere', async () => {
    const { other, pass, begin, log, clock } = await createRig();
    begin();
    await pass(50);
    other.comes('zoe', 'microphone');
    await clock.settle();
    // And again when its track has come: an SDK begins each at full volume.
    expect(log).toEqual([0, 1].map((asks) => `zoe at other microphone 0 after ${String(asks)} asks`));
  });

  it('says nothing of who is on the other one alone, and lets it be heard once it is rendered from there', async () => {
    const { one, other, pass, begin, log, homes } = await createRig();
    const outcome = begin();
    await pass(50);
    one.comes('yan', 'microphone');
    other.comes('zoe', 'microphone');
    await pass(500);
    expect(log.filter((line) => line.startsWith('yan'))).toEqual([]);
    other.comes('yan', 'microphone');
    await pass(4_000);
    expect([outcome.error, homes()]).toEqual([undefined, ['other']]);
    const last = (userId: string) => log.filter((line) => line.startsWith(userId)).at(-1);
    expect([last('zoe'), last('yan')].map((line) => line?.split(' ')[4])).toEqual(['1', '1']);
  });

  it('hands nothing over any more when the call ends, and leaves nothing', async () => {
    const { other, session, pass, begin, leaks, clock } = await createRig();
    begin({ until: 'never' });
    await pass(50);
    other.comes('zoe', 'microphone');
    await pass(1_500);
    await session.leave();
    await clock.settle();
    expect(clock.pending).toBe(0);
    await session.dispose();
    expect(leaks()).toEqual(noLeaks);
  });
});
