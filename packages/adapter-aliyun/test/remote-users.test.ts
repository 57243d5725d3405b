import { sinkOf } from '@jackfield/contract';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { RemoteUsers } from '../src/remote-users.ts';
import { DoubleEngine } from '../test-contract/double/double-engine.ts';
import { DoubleService } from '../test-contract/double/service.ts';

const bob = {
  userId: 'bob',
  displayName: 'Bob',
  streamConfigs: [{ label: 'sophon_audio', state: 'active' }],
} as const;
const microphone = { wanted: [{ source: 'microphone' }], signal: undefined } as const;

/** Somebody who publishes and is wanted; whether the service lets them be received is given. */
async function rig(): Promise<{
  sync: () => Promise<unknown>;
  repairs: () => number;
  reachable: (is: boolean) => void;
  advance: (ms: number) => Promise<void>;
}> {
  const { clock, tracks } = createFakeEnvironment();
  let isReachable = false;
  class PageEngine extends DoubleEngine {
    override getUserInfo(): typeof bob {
      return bob;
    }

    override subscribe(): Promise<string> {
      return isReachable ? Promise.resolve('bob') : Promise.reject(new TypeError('Failed to fetch'));
    }

    override unSubscribe(): Promise<void> {
      return Promise.resolve();
    }
  }
  const lost: unknown[] = [];
  const sink = sinkOf(({ name, fact }) => {
    if (name === 'remoteTrackLost') lost.push(fact);
  });
  const remote = new RemoteUsers(new PageEngine(new DoubleService(clock), tracks), sink, clock);
  remote.begin();
  remote.enter();
  remote.report(bob, true);
  const sync = (): Promise<unknown> =>
    remote.sync(remote.idOf('bob') ?? '', microphone).then(
      () => 'received',
      () => 'refused',
    );
  // The first is refused, and so is its repair: the next one is asked for later.
  expect([await sync(), await sync()]).toEqual(['refused', 'refused']);
  return {
    sync,
    repairs: () => lost.length,
    reachable: (is) => {
      isReachable = is;
    },
    advance: (ms) => clock.advance(ms),
  };
}

it('asks for another repair while they cannot be received', async () => {
  const { repairs, advance } = await rig();
  await advance(3_000);
  expect(repairs()).toBe(1);
});

it('asks for none once they are received, which it would end', async () => {
  const { repairs, advance, sync, reachable } = await rig();
  reachable(true);
  expect(await sync()).toBe('received');
  await advance(10_000);
  expect(repairs()).toBe(0);
});
