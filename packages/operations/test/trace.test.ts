import { createFakeCloud, fake, type FakeCloud, type FakeParticipant } from '@jackfield/adapter-fake';
import { createSession, RtcError, type RtcSession } from '@jackfield/core';
import { mediaKindOf } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import {
  createTraceRing,
  diff,
  readTrace,
  record,
  replay,
  type RedactionOptions,
  type TraceRing,
} from '../src/trace.ts';

const room = 'secret-room';

interface Rig {
  zoe?: FakeParticipant;
  readonly world: FakeEnvironment;
  readonly cloud: FakeCloud;
  readonly session: RtcSession;
  readonly ring: TraceRing;
}

function createRig(options?: RedactionOptions, lines?: number): Rig {
  const world = createFakeEnvironment();
  const cloud = createFakeCloud({
    clock: world.clock,
    media: {
      createTrack: (source, label) =>
        world.tracks.create({ kind: mediaKindOf(source), label, origin: 'remote' }),
    },
  });
  const ring = createTraceRing({ lines });
  const session = createSession(record(fake(cloud), ring, options), { environment: world.environment });
  return { world, cloud, session, ring };
}

async function call({ world, cloud, session }: Rig): Promise<void> {
  await session.microphone.enable();
  await session.join({ room, userId: 'ann-smith', displayName: 'Ann Smith' });
  const zoe = cloud
    .room(room)
    .addParticipant({ userId: 'zoe-jones', displayName: 'Zoe Jones', sources: ['microphone'] });
  await world.clock.advance(100);
  zoe.sendMessage('chat', 'my password is hunter2');
  await world.clock.advance(50);
  await session.sendMessage({ topic: 'chat', text: 'do not tell anybody' });
  zoe.setMuted('microphone', true);
  await world.clock.advance(100);
  await session.leave();
}

describe('a trace', () => {
  it('says who was told what and when, and nobody’s name, room or words', async () => {
    const rig = createRig();
    await call(rig);
    const text = rig.ring.text();
    for (const word of ['ann', 'Ann', 'zoe', 'Zoe', 'Jones', room, 'hunter2', 'anybody'])
      expect(text).not.toContain(word);
    const { header, entries } = readTrace(text);
    expect(header).toMatchObject({
      jackfieldTrace: 1,
      adapter: 'fake',
      names: false,
      messages: false,
      forgotten: 0,
    });
    expect(
      entries.filter(({ kind }) => kind === 'command').map((entry) => 'name' in entry && entry.name),
    ).toEqual(expect.arrayContaining(['doJoin', 'doSyncRemote', 'doSendMessage', 'doLeave']));
    expect(entries.find((entry) => entry.kind === 'fact' && entry.name === 'sourceMuted')).toMatchObject({
      at: 150,
      leg: 1,
      data: { source: 'microphone', muted: true, remoteId: 'remote-1' },
    });
  });

  it('says it where it was asked to', async () => {
    const rig = createRig({ names: true, messages: true });
    await call(rig);
    for (const word of ['ann-smith', 'Zoe Jones', room, 'hunter2']) expect(rig.ring.text()).toContain(word);
  });

  it('holds no credential: neither of errors, nor of what a vendor says in its own words', async () => {
    const rig = createRig({ names: true, messages: true });
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';
    const message = `Refused: wss://rtc.example/join?token=${token} and ${token}`;
    rig.cloud.plan('join', {
      kind: 'reject',
      value: new RtcError({ code: 'credential-invalid', message, vendorCode: token, cause: { token } }),
    });
    await expect(rig.session.join({ room, userId: 'ann' })).rejects.toMatchObject({
      code: 'credential-invalid',
    });
    expect(rig.ring.text()).toContain('credential-invalid');
    expect(rig.ring.text()).not.toContain('eyJ');
    expect(rig.ring.text()).not.toContain('rtc.example');
  });

  it('is bounded, keeps how the call began, and says how much it has forgotten', async () => {
    const rig = createRig({}, 40);
    await rig.session.join({ room, userId: 'ann' });
    const zoe = rig.cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    for (let count = 0; count < 100; count += 1) {
      zoe.setMuted('microphone', count % 2 === 0);
      await rig.world.clock.advance(10);
    }
    const { header, entries } = readTrace(rig.ring.text());
    expect(entries.length).toBeLessThanOrEqual(40);
    expect(header.forgotten).toBeGreaterThan(50);
    expect(entries[0]).toMatchObject({ kind: 'command', name: 'doJoin' });
    expect(() => createTraceRing({ lines: 0 })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  it('that cannot be written is no failure of a call', async () => {
    const world = createFakeEnvironment();
    const fail = (): never => {
      throw new Error('The disk is full.');
    };
    const adapter = record(fake(createFakeCloud({ clock: world.clock })), { begin: fail, write: fail });
    const session = createSession(adapter, { environment: world.environment });
    await session.join({ room, userId: 'ann' });
    expect(session.state.status).toBe('joined');
  });
});

describe('what is read', () => {
  const header = '{"jackfieldTrace":1,"adapter":"fake","capabilities":{},"limits":{}}';
  const cases: readonly (readonly [string, string, string])[] = [
    ['nothing', '', 'Line 1 of the trace is no header'],
    ['no JSON', 'hello', 'Line 1 of the trace is no JSON'],
    ['a version to come', '{"jackfieldTrace":2}', 'version 2; version 1 can be read'],
    ['a header without an adapter', '{"jackfieldTrace":1}', 'names no adapter'],
    ['an entry of no kind', `${header}\n{"at":1,"leg":1,"kind":"eval"}`, 'Line 2 of the trace is no entry'],
    ['a call without a number', `${header}\n{"at":1,"leg":1,"kind":"settled"}`, 'has no number of its call'],
    ['a fact without a name', `${header}\n{"at":1,"leg":1,"kind":"fact"}`, 'has no name'],
    ['a list', `${header}\n[]`, 'Line 2 of the trace is no entry'],
  ];
  for (const [what, text, message] of cases)
    it(`is refused where it is ${what}`, () => {
      expect(() => readTrace(text)).toThrow(message);
    });

  it('plays with aliases as it does with names', async () => {
    const rig = createRig();
    const told: string[] = [];
    rig.session.on('source-muted', ({ muted }) => told.push(`muted ${String(muted)}`));
    rig.session.on('message-received', ({ text }) => told.push(`message ${String(text.length)}`));
    await call(rig);
    const { clock, environment } = createFakeEnvironment();
    const { adapter, play } = replay(rig.ring.text());
    const session = createSession(adapter, { environment });
    const again: string[] = [];
    session.on('source-muted', ({ muted }) => again.push(`muted ${String(muted)}`));
    session.on('message-received', ({ text }) => again.push(`message ${String(text.length)}`));
    session.on('participant-joined', ({ participant }) => again.push(participant.userId));
    const state = { done: false };
    void play(session).then(() => (state.done = true));
    for (let round = 0; round < 1_000 && !state.done; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(10);
    }
    expect(again).toEqual(['user-2', ...told]);
    await expect(play(session)).rejects.toMatchObject({ code: 'invalid-state' });
  });
});

describe('two traces', () => {
  async function traceOf(change: (rig: Rig) => Promise<unknown> = () => Promise.resolve()): Promise<string> {
    const rig = createRig();
    await rig.session.join({ room, userId: 'ann' });
    const zoe = rig.cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await rig.world.clock.advance(100);
    rig.zoe = zoe;
    await change(rig);
    zoe.leave();
    await rig.world.clock.advance(100);
    return rig.ring.text();
  }

  it('of the same are the same, whatever time it took', async () => {
    expect(diff(await traceOf(), await traceOf(({ world }) => world.clock.advance(5_000)))).toBeUndefined();
  });

  it('are told apart by the first thing that a law knows', async () => {
    const muted = await traceOf(async ({ zoe, world }) => {
      zoe?.setMuted('microphone', true);
      await world.clock.advance(10);
    });
    const found = diff(await traceOf(), muted);
    expect(found?.law).toBe('announced-once');
    expect(found?.text).toContain('sourceMuted muted');
    const cut = await traceOf(async ({ cloud, world }) => {
      cloud.network.cut(room, 'ann');
      await world.clock.advance(10);
      cloud.network.restore(room, 'ann');
    });
    expect(diff(await traceOf(), cut)).toMatchObject({
      law: 'reconnect-bounded',
      lines: [undefined, expect.any(Number)],
    });
  });

  it('are told apart by what became of a call', async () => {
    const refused = await traceOf(async ({ session, cloud }) => {
      cloud.plan('message', { kind: 'refuse', code: 'rate-limited' });
      await session.sendMessage({ topic: 'chat', text: 'hi' }).catch(() => undefined);
    });
    const sent = await traceOf(({ session }) => session.sendMessage({ topic: 'chat', text: 'hi' }));
    expect(diff(sent, refused)).toMatchObject({
      law: 'messages',
      text: expect.stringContaining('doSendMessage that failed with rate-limited') as unknown,
    });
  });
});
