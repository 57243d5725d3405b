import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession, RtcError, type RtcMessage } from '@jackfield/core';
import { createFakeEnvironment, noLeaks, type FakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  withMessages,
  type MessageTransport,
  type TransportChannel,
  type TransportMessage,
  type TransportRequest,
} from '../src/messages.ts';

const room = 'studio';

interface Rig {
  readonly world: FakeEnvironment;
  readonly cloud: ReturnType<typeof createFakeCloud>;
  readonly session: ReturnType<typeof createSession>;
  readonly requests: TransportRequest[];
  readonly received: RtcMessage[];
  readonly closed: () => number;
}

function createRig(connect?: (request: TransportRequest) => Promise<TransportChannel>): Rig {
  const world = createFakeEnvironment();
  const cloud = createFakeCloud({ clock: world.clock });
  const requests: TransportRequest[] = [];
  let closed = 0;
  const transport: MessageTransport = {
    maxBytes: 1_000,
    directed: true,
    reliable: true,
    connect(request) {
      requests.push(request);
      const channel = { send: () => Promise.resolve(), close: () => void (closed += 1) };
      return connect?.(request) ?? Promise.resolve(channel);
    },
  };
  const session = createSession(withMessages(fake(cloud), transport), { environment: world.environment });
  const received: RtcMessage[] = [];
  session.on('message-received', (message) => received.push(message));
  return { world, cloud, session, requests, received, closed: () => closed };
}

describe('messages over a transport', () => {
  it('wait for the vendor to tell of their sender, in order, and for no longer than five seconds', async () => {
    const { session, requests, received, cloud, world } = createRig();
    await session.join({ room, userId: 'me' });
    for (const text of ['1', '2']) requests[0]?.receive({ from: 'zoe', topic: 'chat', text });
    requests[0]?.receive({ from: 'nobody', topic: 'chat', text: 'lost' });
    expect(received).toEqual([]);
    cloud.room(room).addParticipant({ userId: 'zoe' });
    await world.clock.advance(10);
    expect(received.map(({ userId, text }) => [userId, text])).toEqual([
      ['zoe', '1'],
      ['zoe', '2'],
    ]);
    await world.clock.advance(5_000);
    cloud.room(room).addParticipant({ userId: 'nobody' });
    await world.clock.advance(10);
    expect(received).toHaveLength(2);
    await session.dispose();
    expect(world.leaks()).toEqual(noLeaks);
  });

  it('of somebody who says that they are oneself, or that come after the leave, are nobody’s', async () => {
    const { session, requests, received, cloud, world, closed } = createRig();
    cloud.room(room).addParticipant({ userId: 'zoe' });
    await session.join({ room, userId: 'me' });
    requests[0]?.receive({ from: 'me', topic: 'chat', text: 'myself' });
    await session.leave();
    requests[0]?.receive({ from: 'zoe', topic: 'chat', text: 'late' });
    await world.clock.advance(10);
    expect([received, closed()]).toEqual([[], 1]);
    await session.dispose();
    expect(world.leaks()).toEqual(noLeaks);
  });

  it('of many that nobody knows keep no message of others', async () => {
    const { session, requests, received, cloud, world } = createRig();
    cloud.room(room).addParticipant({ userId: 'zoe' });
    await session.join({ room, userId: 'me' });
    for (let index = 0; index < 150; index += 1)
      requests[0]?.receive({ from: 'nobody', topic: 'chat', text: 'x' });
    for (const from of ['zoe', 'yan']) requests[0]?.receive({ from, topic: 'chat', text: 'hi' });
    cloud.room(room).addParticipant({ userId: 'yan' });
    await world.clock.advance(10);
    expect(received.map(({ userId }) => userId)).toEqual(['zoe', 'yan']);
  });

  it('are texts: anything else that a transport gives is nobody’s, and throws nothing into it', async () => {
    const { session, requests, received, cloud, world } = createRig();
    cloud.room(room).addParticipant({ userId: 'zoe' });
    await session.join({ room, userId: 'me' });
    for (const given of ['null', '7', '{"from":"zoe"}', '{"from":"zoe","topic":{},"text":5}'])
      requests[0]?.receive(JSON.parse(given) as TransportMessage);
    await world.clock.advance(10);
    expect(received).toEqual([]);
  });

  it('for nobody, or for somebody who has left, are not sent: a transport might take that for everybody', async () => {
    const sent: unknown[] = [];
    const channel = {
      send: (message: unknown) => Promise.resolve(void sent.push(message)),
      close: () => undefined,
    };
    const { session } = createRig(() => Promise.resolve(channel));
    await session.join({ room, userId: 'me' });
    await session.sendMessage({ topic: 'chat', text: 'secret', to: [] });
    expect(sent).toEqual([]);
  });

  it.each(['null', '{}', '7'])(
    'need a channel: with %s the join is refused, with nobody at the vendor',
    async (given) => {
      const { session, cloud } = createRig(() => Promise.resolve(JSON.parse(given) as TransportChannel));
      await expect(session.join({ room, userId: 'me' })).rejects.toMatchObject({ code: 'invalid-argument' });
      expect(cloud.room(room).userIds).toEqual([]);
    },
  );

  it('that come too late to be left throw nothing, whatever came', async () => {
    const unhandled: unknown[] = [];
    const hear = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', hear);
    onTestFinished(() => void process.off('unhandledRejection', hear));
    for (const late of [
      undefined,
      { send: () => Promise.resolve(), close: () => void JSON.parse('not now') },
    ]) {
      let connected: (channel: TransportChannel) => void = () => undefined;
      const { session, world } = createRig(() => new Promise((resolve) => (connected = resolve)));
      session.join({ room, userId: 'me' }).catch(() => undefined);
      await world.clock.advance(10);
      await session.leave();
      connected(late as TransportChannel);
      // Node tells of a rejection after all microtasks.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(unhandled).toEqual([]);
  });

  it('that cannot be had are a join that failed, with nobody at the vendor', async () => {
    const { session, cloud } = createRig(() => Promise.reject(new TypeError('no way')));
    await expect(session.join({ room, userId: 'me' })).rejects.toMatchObject({
      code: 'signalling',
      adapter: 'fake',
    });
    expect(cloud.room(room).userIds).toEqual([]);
  });

  it('end with a join that the vendor refuses, and with one that is given up before the transport is there', async () => {
    const rig = createRig();
    rig.cloud.plan('join', { kind: 'refuse', code: 'room-full' });
    await expect(rig.session.join({ room, userId: 'me' })).rejects.toMatchObject({ code: 'room-full' });
    expect(rig.closed()).toBe(1);

    let connected: (channel: TransportChannel) => void = () => undefined;
    let closed = 0;
    const slow = createRig(() => new Promise((resolve) => (connected = resolve)));
    const joining = slow.session.join({ room, userId: 'me' });
    await slow.world.clock.advance(10);
    void slow.session.leave();
    await expect(joining).rejects.toMatchObject({ code: 'aborted' });
    connected({ send: () => Promise.resolve(), close: () => void (closed += 1) });
    await slow.world.clock.advance(10);
    expect(closed).toBe(1);
    await slow.session.dispose();
    expect(slow.world.leaks()).toEqual(noLeaks);
  });

  it('that are refused say why, and anything else is message-failed', async () => {
    const causes: unknown[] = [new RtcError({ code: 'rate-limited', message: 'Too many.' }), 'no'];
    const { session } = createRig(() =>
      Promise.resolve({ send: () => Promise.reject(causes.shift() as Error), close: () => undefined }),
    );
    await session.join({ room, userId: 'me' });
    const send = (): Promise<void> => session.sendMessage({ topic: 'chat', text: 'hi' });
    await expect(send()).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(send()).rejects.toMatchObject({ code: 'message-failed', cause: 'no' });
  });

  it('need a transport', () => {
    for (const [given, message] of [
      ['null', /must be an object/],
      ['{}', /transport.maxBytes/],
      ['{"maxBytes":1}', /transport.directed/],
      ['{"maxBytes":1,"directed":true}', /transport.reliable/],
      ['{"maxBytes":1,"directed":true,"reliable":true}', /transport.connect/],
    ] as const)
      expect(() => withMessages(fake(createFakeCloud()), JSON.parse(given) as MessageTransport)).toThrow(
        message,
      );
  });
});
