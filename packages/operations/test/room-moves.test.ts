import { fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { createRoomMoves } from '../src/rooms.ts';
import { createHouse, createRoom, room } from './move-house.ts';

describe('a room that moves', () => {
  it('is with the next vendor, all of it, by one proposal; nobody has left for anybody', async () => {
    const house = await createRoom();
    const [ann] = house.clients;
    const proposed = ann?.moves.propose('b');
    await house.pass(20_000);
    expect(house.homes()).toEqual(['b', 'b', 'b', 'b']);
    expect(await proposed).toMatchObject({ plan: 'b', status: 'moved', notFollowed: [] });
    for (const { session, left, moves } of house.clients) {
      expect([session.participants.size, left, session.state.status]).toEqual([3, [], 'joined']);
      expect(moves.state).toMatchObject({ plan: 'b', status: 'moved' });
    }
  });

  it('asks everybody’s app, and names who does not follow: they stay reachable', async () => {
    const house = createHouse();
    const ann = await house.come('ann');
    const ben = await house.come('ben');
    const cem = await house.come('cem', { authorize: () => false });
    const proposed = ann.moves.propose('b', { deadlineMs: 8_000 });
    await house.pass(30_000);
    expect(await proposed).toMatchObject({ status: 'there', followed: ['ben'], notFollowed: ['cem'] });
    expect([house.homesOf('ann'), house.homesOf('ben'), house.homesOf('cem')]).toEqual(['a+b', 'a+b', 'a']);
    expect(cem.asked[0]).toMatchObject({ plan: 'b', proposedBy: 'ann', from: { userId: 'ann' } });
    // Whoever speaks of it, it is the same one.
    expect(new Set(cem.asked.map(({ proposal }) => proposal)).size).toBe(1);
    expect(new Set(cem.asked.map(({ from }) => from.userId)).size).toBe(2);
    expect([cem.session.participants.size, cem.left, ben.session.participants.size]).toEqual([2, [], 2]);
    await cem.session.leave();
    await house.pass(30_000);
    expect([house.homesOf('ann'), house.homesOf('ben')]).toEqual(['b', 'b']);
  });

  it('has somebody in it whose app has no such protocol, and stays with both for them', async () => {
    const house = await createRoom(2);
    house.clouds.a.room(room).addParticipant({ userId: 'old-client', sources: ['microphone'] });
    await house.pass(100);
    const proposed = house.clients[0]?.moves.propose('b', { deadlineMs: 5_000 });
    await house.pass(30_000);
    expect(await proposed).toMatchObject({ status: 'there', notFollowed: ['old-client'] });
    expect(house.homes()).toEqual(['a+b', 'a+b']);
  });

  it('stays where it is when the proposer vanishes before all are there', async () => {
    const house = await createRoom(3);
    house.clouds.b.plan('join', { kind: 'hold' }, { times: Infinity });
    void house.clients[0]?.moves.propose('b');
    await house.pass(500);
    house.clouds.a.room(room).end('ann', 'connection-lost');
    await house.pass(20_000);
    expect([house.homesOf('ben'), house.homesOf('cem')]).toEqual(['a', 'a']);
    expect(house.clients[1]?.moves.state).toMatchObject({ plan: 'a', status: 'stayed' });
    expect(house.clients[1]?.session.participants.size).toBe(1);
  });

  it('follows the higher one of two proposals, and nobody loses anybody on the way', async () => {
    const house = await createRoom(4);
    void house.clients[0]?.moves.propose('b');
    void house.clients[3]?.moves.propose('c');
    await house.pass(60_000);
    const homes = house.homes();
    expect(new Set(homes).size).toBe(1);
    expect(['b', 'c']).toContain(homes[0]);
    for (const { left, session } of house.clients) expect([left, session.participants.size]).toEqual([[], 3]);
  });

  it('tells a late joiner where to go', async () => {
    const house = await createRoom(2);
    const cem = await house.come('cem', { authorize: () => false });
    void house.clients[0]?.moves.propose('b');
    await house.pass(5_000);
    const dia = await house.come('dia');
    await house.pass(10_000);
    expect(house.homesOf('dia')).toBe('a+b');
    expect(dia.moves.state).toMatchObject({ movingTo: 'b', status: 'there' });
    expect(cem.session.participants.size).toBe(3);
  });

  it('does not follow an old message that is played again', async () => {
    const house = await createRoom(3);
    const heard: string[] = [];
    house.clients[1]?.session.on('message-received', ({ text }) => heard.push(text));
    void house.clients[0]?.moves.propose('b');
    await house.pass(20_000);
    void house.clients[0]?.moves.propose('a');
    await house.pass(20_000);
    expect(house.homes()).toEqual(['a', 'a', 'a']);
    for (const text of [...heard])
      await house.clients[1]?.session.sendMessage({ topic: 'jackfield-move', text });
    await house.pass(20_000);
    expect(house.homes()).toEqual(['a', 'a', 'a']);
  });

  it('takes nothing from a message but the name of a plan', async () => {
    const house = await createRoom(2);
    const move = { plan: 'b', epoch: 1, id: 'x', by: 'ann' };
    const text = { v: 1, base: 'a', status: 'moving', decided: false, move, leftMs: 5_000 };
    for (const each of [
      'hello',
      'null',
      JSON.stringify({ ...text, v: 2 }),
      JSON.stringify({ ...text, status: 'gone' }),
      JSON.stringify({ ...text, leftMs: 1e12 }),
      JSON.stringify({ ...text, move: { ...move, epoch: 1e300 } }),
      JSON.stringify({ ...text, move: { ...move, plan: 'wss://evil.example' } }),
      JSON.stringify({ ...text, move: { ...move, plan: 'unknown' } }),
    ])
      await house.clients[0]?.session.sendMessage({ topic: 'jackfield-move', text: each });
    await house.pass(5_000);
    expect(house.homes()).toEqual(['a', 'a']);
    expect(house.clients[1]?.asked).toEqual([]);
  });

  it('refuses what makes no sense', async () => {
    const house = await createRoom(1);
    const [ann] = house.clients;
    await expect(ann?.moves.propose('x')).rejects.toMatchObject({ code: 'invalid-argument' });
    await ann?.session.leave();
    await expect(ann?.moves.propose('b')).rejects.toMatchObject({ code: 'invalid-state' });
    const { environment } = house.world;
    const session = createSession(fake(house.clouds.a), { environment });
    const plans = (): undefined => undefined;
    expect(() => createRoomMoves(session, { current: 'a', plans, authorizeMove: () => true })).toThrow(
      /knows no plan a/,
    );
    const held = (): { adapter: ReturnType<typeof fake> } => ({ adapter: fake(house.clouds.a) });
    for (const wrong of [{ lingerMs: -1 }, { lingerMs: NaN }, { vanishedMs: Infinity }])
      expect(() =>
        createRoomMoves(session, { current: 'a', plans: held, authorizeMove: () => true, ...wrong }),
      ).toThrow(/milliseconds/);
    const rest = JSON.parse('{"current":"a"}') as { current: string; authorizeMove: () => boolean };
    expect(() => createRoomMoves(session, { ...rest, plans })).toThrow(/authorizeMove is required/);
  });
});
