import { createFakeEnvironment } from '@jackfield/core/testing';
import { factsOf, sinkOf, type DriverFact } from '@jackfield/contract';
import { expect, it } from 'vitest';
import { createRemoteUsers, type RemoteUsers } from '../src/remote/remote-users.ts';
import { DoubleEngine } from '../test-contract/double/double-engine.ts';
import { DoubleService } from '../test-contract/double/service.ts';
import { FarMember } from '../test-contract/far-member.ts';

/** Makes an engine that keeps what it is asked for zoe, who is in the room and publishes a microphone. */
async function watching() {
  const { clock, tracks, environment } = createFakeEnvironment();
  const service = new DoubleService(clock);
  const calls: string[] = [];
  class WatchedEngine extends DoubleEngine {
    override subscribe(userId: string): Promise<string> {
      calls.push('subscribe');
      return super.subscribe(userId);
    }
    override unSubscribe(userId: string): Promise<void> {
      calls.push('unSubscribe');
      return super.unSubscribe(userId);
    }
  }
  const engine = new WatchedEngine(service, tracks);
  const facts: DriverFact[] = [];
  const users: RemoteUsers = createRemoteUsers(engine, {
    sink: sinkOf((fact) => facts.push(fact)),
    environment,
  });
  engine.on('onPublisher', users.report);
  engine.on('onUnPublisher', users.withdraw);
  engine.on('onMediaStreamUpdate', users.media);
  const zoe = new FarMember(service, 'studio', { userId: 'zoe' });
  await zoe.publish('microphone');
  const credential = { appid: 'app1', nonce: 'AK-double', timestamp: 2_000_000_000, token: 'a'.repeat(64) };
  const joined = engine.joinChannel({
    ...credential,
    channel: 'studio',
    userid: 'ann',
    gslb: ['https://rgslb.example.test'],
  });
  await clock.advance(100);
  await joined;
  users.enter();
  return {
    clock,
    service,
    zoe,
    calls,
    sync: () => users.sync(users.idOf('zoe') ?? '', [{ source: 'microphone' }], undefined),
    tracks: () => factsOf(facts, 'remoteTrack').length,
  };
}

it('an offer that is late for what was withdrawn is taken down before the next subscription', async () => {
  const { clock, service, zoe, calls, sync } = await watching();
  const offer = service.hold('offer');
  const first = sync();
  await clock.advance(100);
  await first;
  await zoe.unpublish('microphone');
  await clock.advance(100);
  offer();
  await zoe.publish('microphone');
  await clock.advance(100);
  const second = sync();
  await clock.advance(100);
  await second;
  expect(calls).toEqual(['subscribe', 'unSubscribe', 'subscribe']);
});

it('a subscription that the service does not end in time is taken down by the next one', async () => {
  const { clock, service, zoe, calls, sync, tracks } = await watching();
  const first = sync();
  await clock.advance(100);
  await first;
  expect(tracks()).toBe(1);
  service.lose('unsubscribe');
  await zoe.unpublish('microphone');
  await zoe.publish('microphone');
  await clock.advance(100);
  const second = sync();
  await clock.advance(1_000);
  expect(calls).toEqual(['subscribe']);
  await clock.advance(1_100);
  await second;
  await clock.advance(100);
  expect(calls).toEqual(['subscribe', 'unSubscribe', 'subscribe']);
  expect(tracks()).toBe(2);
});
