import { describe, expect, it } from 'vitest';
import type { RemoteSubscription, RtcDriver } from '../../src/adapter/rtc-driver.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createReceiver } from '../../src/leg/receiver.ts';
import { createWishes } from '../../src/leg/wishes.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import type { Fact } from '../../src/state/fact.ts';
import { info } from '../state/people.ts';
import { createLegRig } from './leg-rig.ts';

const seen = { attached: 1, visible: true, size: { width: 300, height: 160 } };

/** The receiver of a leg, and ann, who publishes a microphone and a camera. */
async function createRig({
  limit = Infinity,
  answer = () => Promise.resolve(),
}: { readonly limit?: number; readonly answer?: () => Promise<void> } = {}) {
  const asked: string[] = [];
  const doSyncRemote: RtcDriver['doSyncRemote'] = (remoteId, wanted) => {
    const name = ({ source, size }: RemoteSubscription): string =>
      size ? `${source} ${String(size.height)}` : source;
    asked.push(`${remoteId}: ${wanted.map(name).join(', ')}`);
    return answer();
  };
  const rig = createLegRig({ doSyncRemote });
  const { clock, store, leg } = rig;
  const wishes = createWishes({
    clock,
    mode: 'auto',
    changed: (key) => {
      receiver.wished(key);
    },
    spoke: () => {
      receiver.receiveAll();
    },
  });
  const receiver = createReceiver({ leg, clock, store, wishes, ms: 10_000, limit });
  rig.run = (effect) => {
    if (effect.type === 'receive') receiver.receive(effect.participantId);
    if (effect.type === 'received') receiver.received(effect);
    if (effect.type === 'retry-later') receiver.failed(effect);
    if (effect.type === 'withdraw') receiver.withdrawn(effect);
    if (effect.type === 'forget-presence') receiver.forget(effect.participantId);
  };
  const comes = async (userId: string, sources: readonly SourceKind[]): Promise<string> => {
    store.dispatch({ type: 'participantJoined', leg: 1, data: info(userId, { sources }) });
    await clock.settle();
    const all = [...store.state.people.values()];
    const found = all.find(({ participant }) => participant.userId === userId);
    if (!found) throw new Error(`${userId} did not come.`);
    return found.participant.id;
  };
  const ann = await comes('ann', ['microphone', 'camera']);
  const statusOf = (source: SourceKind, id = ann) =>
    store.state.people.get(id)?.participant.sources[source]?.subscription;
  const arrives = (source: SourceKind): void => {
    const track = rig.tracks.create({ kind: source === 'camera' ? 'video' : 'audio', origin: 'remote' });
    store.dispatch({ type: 'remoteTrack', leg: 1, data: { remoteId: 'ann', source, track } });
  };
  return { ...rig, receiver, wishes, asked, comes, ann, statusOf, arrives };
}

describe('the receiver of a leg', () => {
  it('asks once a turn for what is wanted, and not again for the same', async () => {
    const { asked, receiver, ann, clock, statusOf, wishes } = await createRig();
    expect(asked).toEqual(['ann: microphone']);
    expect(statusOf('microphone')).toEqual({ status: 'subscribing' });
    expect(statusOf('camera')).toEqual({ status: 'not-subscribed', reason: 'not-wanted' });
    receiver.receive(ann);
    receiver.receiveAll();
    await clock.settle();
    expect(asked).toHaveLength(1);
    wishes.setInterest({ participantId: ann, source: 'camera' }, seen);
    await clock.settle();
    expect(asked).toEqual(['ann: microphone', 'ann: microphone, camera 180']);
  });

  it('asks anew for what was withdrawn and published again within one turn: the vendor has let go of it', async () => {
    const { asked, store, clock, arrives, statusOf } = await createRig();
    arrives('microphone');
    const publishes = (sources: readonly SourceKind[]): void => {
      store.dispatch({ type: 'participantUpdated', leg: 1, data: info('ann', { sources }) });
    };
    publishes(['camera']);
    publishes(['microphone', 'camera']);
    await clock.settle();
    expect(asked).toEqual(['ann: microphone', 'ann: microphone']);
    arrives('microphone');
    expect(statusOf('microphone')).toEqual({ status: 'subscribed' });
  });

  it('counts a track that does not come within the bound as failed, and asks again later and later', async () => {
    const { asked, clock, statusOf, arrives } = await createRig();
    await clock.advance(10_000);
    expect(statusOf('microphone')).toMatchObject({ status: 'failed', error: { code: 'timeout' } });
    await clock.advance(1_999);
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(asked).toHaveLength(2);
    expect(statusOf('microphone')).toEqual({ status: 'subscribing' });
    await clock.advance(10_000 + 3_999);
    expect(asked).toHaveLength(2);
    await clock.advance(1);
    expect(asked).toHaveLength(3);
    arrives('microphone');
    expect(statusOf('microphone')).toEqual({ status: 'subscribed' });
    await clock.advance(60_000);
    expect(asked).toHaveLength(3);
  });

  it('does not ask again by itself for what the app asked for itself, nor where a refusal will last', async () => {
    const refused = new RtcError({ code: 'forbidden', message: 'Not here.' });
    const { asked, clock, statusOf, wishes, ann } = await createRig({
      answer: () => Promise.reject(refused),
    });
    expect(statusOf('microphone')).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
    await clock.advance(60_000);
    expect(asked).toHaveLength(1);
    wishes.setManual({ participantId: ann, source: 'microphone' }, true);
    await clock.advance(60_000);
    expect(asked).toHaveLength(2);
  });

  it('takes a refusal of which the vendor says nothing for one that may pass', async () => {
    let refuse = true;
    const { asked, statusOf, clock } = await createRig({
      answer: () => (refuse ? Promise.reject(new Error('Something.')) : Promise.resolve()),
    });
    await clock.settle();
    expect(statusOf('microphone')).toMatchObject({ status: 'failed', error: { code: 'subscribe-failed' } });
    refuse = false;
    const before = asked.length;
    await clock.advance(2_000);
    expect(asked.length).toBeGreaterThan(before);
  });

  it('tells the vendor to end what was to end, also where it is wanted again by then', async () => {
    const busy: (() => void)[] = [];
    const { asked, clock, wishes, ann } = await createRig({
      answer: () => new Promise((resolve) => busy.push(resolve)),
    });
    const camera = { participantId: ann, source: 'camera' } as const;
    const free = async (): Promise<void> => {
      for (const each of busy.splice(0)) each();
      await clock.settle();
    };
    await free();
    wishes.setInterest(camera, seen);
    await clock.settle();
    for (const visible of [false, true]) {
      wishes.setInterest(camera, { ...seen, visible });
      await clock.settle();
    }
    expect(asked.slice(1)).toEqual(['ann: microphone, camera 180']);
    await free();
    await free();
    expect(asked.slice(2)).toEqual(['ann: microphone', 'ann: microphone, camera 180']);
  });

  it('asks again for all, or for what is wanted of one, where the vendor may have lost it', async () => {
    const { asked, receiver, comes, ann, clock } = await createRig();
    await comes('ben', ['microphone']);
    asked.length = 0;
    receiver.again(ann);
    await clock.settle();
    expect(asked).toEqual(['ann: microphone']);
    receiver.again();
    await clock.settle();
    expect(asked.slice(1)).toEqual(['ann: microphone', 'ben: microphone']);
  });

  it('asks anew for what had failed, and no more for what is not wanted since', async () => {
    const { clock, receiver, statusOf, wishes, ann } = await createRig();
    const camera = { participantId: ann, source: 'camera' } as const;
    wishes.setInterest(camera, seen);
    await clock.advance(10_000);
    expect([statusOf('microphone')?.status, statusOf('camera')?.status]).toEqual(['failed', 'failed']);
    wishes.setInterest(camera, { ...seen, visible: false });
    expect(statusOf('camera')).toEqual({ status: 'not-subscribed', reason: 'hidden' });
    receiver.anew();
    expect(statusOf('microphone')).toEqual({ status: 'subscribing' });
  });

  it('asks for nothing while the way to the vendor is lost, nor once the leg is over', async () => {
    const { asked, store, wishes, ann, clock, leg } = await createRig();
    store.dispatch({ type: 'connectionInterrupted', leg: 1, data: {} });
    wishes.setInterest({ participantId: ann, source: 'camera' }, seen);
    await clock.settle();
    expect(asked).toHaveLength(1);
    store.dispatch({ type: 'connectionRestored', leg: 1, data: { mode: 'resumed', roster: [info('ann')] } });
    leg.close(new RtcError({ code: 'aborted', message: 'Over.' }));
    wishes.setInterest({ participantId: ann, source: 'camera' }, seen);
    await clock.settle();
    store.dispatch({ type: 'callEnded', data: { reason: 'left' } });
    await clock.settle();
    expect(asked).toHaveLength(1);
  });

  it('has nothing more to do for somebody who leaves while the vendor is busy with them', async () => {
    const busy: (() => void)[] = [];
    const { asked, clock, wishes, ann, store } = await createRig({
      answer: () => new Promise((resolve) => busy.push(resolve)),
    });
    const free = async (): Promise<void> => {
      for (const each of busy.splice(0)) each();
      await clock.settle();
    };
    await free();
    for (const manual of [true, false]) {
      wishes.setManual({ participantId: ann, source: 'camera' }, manual);
      await clock.settle();
    }
    store.dispatch({ type: 'participantLeft', leg: 1, data: { remoteId: 'ann' } });
    await free();
    await free();
    expect(asked.at(-1)).toBe('ann: microphone');
    expect([clock.pending, store.state.people.size]).toEqual([0, 0]);
  });

  it('counts nothing as failed that the end of the leg gives up', async () => {
    const { leg, store, clock, statusOf } = await createRig({ answer: () => new Promise(() => undefined) });
    const told: string[] = [];
    store.on('subscription-failed', ({ source }) => told.push(source));
    leg.close(new RtcError({ code: 'aborted', message: 'Over.' }));
    await clock.settle();
    expect([told, statusOf('microphone')]).toEqual([[], { status: 'subscribing' }]);
  });

  it('leaves a failure to the app where it has asked anew, also for what had come before', async () => {
    const error = new RtcError({ code: 'network', message: 'Away.' });
    const fails = {
      type: 'subscriptionFailed',
      leg: 1,
      data: { remoteId: 'ann', source: 'microphone', error },
    };
    const { asked, arrives, wishes, ann, store, clock } = await createRig();
    arrives('microphone');
    const microphone = { participantId: ann, source: 'microphone' } as const;
    wishes.setManual(microphone, true);
    await clock.settle();
    store.dispatch(fails as Fact);
    await clock.advance(60_000);
    expect(asked).toHaveLength(1);
    wishes.setManual(microphone, true);
    arrives('microphone');
    await clock.settle();
    const before = asked.length;
    store.dispatch(fails as Fact);
    await clock.advance(2_000);
    expect(asked).toHaveLength(before + 1);
  });

  it('asks for everything anew after a restart, and keeps what is shown until then', async () => {
    const { asked, clock, receiver, statusOf, arrives } = await createRig();
    arrives('microphone');
    receiver.anew();
    await clock.settle();
    expect(asked).toEqual(['ann: microphone', 'ann: microphone']);
    expect(statusOf('microphone')).toEqual({ status: 'subscribed' });
    // Nothing comes: it was not there after all.
    await clock.advance(10_000);
    expect(statusOf('microphone')).toMatchObject({ status: 'failed' });
  });

  it('says `limit` of what has no place, and gives the place on when somebody goes', async () => {
    const { asked, comes, clock, statusOf, store } = await createRig({ limit: 1 });
    const ben = await comes('ben', ['microphone']);
    expect(statusOf('microphone', ben)).toEqual({ status: 'not-subscribed', reason: 'limit' });
    store.dispatch({ type: 'sourceUnpublished', leg: 1, data: { remoteId: 'ann', source: 'microphone' } });
    await clock.settle();
    expect(statusOf('microphone', ben)).toEqual({ status: 'subscribing' });
    expect(asked.at(-1)).toBe('ben: microphone');
  });

  it('waits for nothing of who is gone, and for nothing once the leg is over', async () => {
    const { store, clock, receiver, comes } = await createRig();
    store.dispatch({ type: 'participantLeft', leg: 1, data: { remoteId: 'ann' } });
    await clock.settle();
    expect(clock.pending).toBe(0);
    await comes('ben', ['microphone']);
    receiver.end();
    await clock.settle();
    expect(clock.pending).toBe(0);
  });
});
