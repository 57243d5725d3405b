import { describe, expect, it } from 'vitest';
import { createHouse, createRoom, room } from './move-house.ts';

describe('a room in which somebody did not follow', () => {
  it('is brought back by a proposal of the plan that it came from', async () => {
    const house = createHouse();
    const ann = await house.come('ann');
    const ben = await house.come('ben');
    const cem = await house.come('cem', { authorize: ({ plan }) => plan === 'a' });
    void ann.moves.propose('b', { deadlineMs: 5_000 });
    await house.pass(10_000);
    const homes = (): readonly string[] => house.clients.map(({ userId }) => house.homesOf(userId));
    expect(homes()).toEqual(['a+b', 'a+b', 'a']);
    const back = ann.moves.propose('a', { deadlineMs: 10_000 });
    await house.pass(12_000);
    expect(await back).toMatchObject({ plan: 'a', status: 'moved', notFollowed: [] });
    expect(homes()).toEqual(['a', 'a', 'a']);
    expect([ben.left, cem.left, cem.session.participants.size]).toEqual([[], [], 2]);
  });

  it('asks them once more by a proposal of the same plan', async () => {
    const house = createHouse();
    const ann = await house.come('ann');
    let follows = false;
    const ben = await house.come('ben', { authorize: () => follows });
    void ann.moves.propose('b', { deadlineMs: 5_000 });
    await house.pass(8_000);
    expect([house.homesOf('ann'), house.homesOf('ben')]).toEqual(['a+b', 'a']);
    follows = true;
    void ann.moves.propose('b', { deadlineMs: 10_000 });
    await house.pass(12_000);
    expect([house.homesOf('ann'), house.homesOf('ben')]).toEqual(['b', 'b']);
    expect([ann.left, ben.left]).toEqual([[], []]);
  });

  it('goes to a third vendor together: who is with two leaves one of them first', async () => {
    const house = createHouse();
    const ann = await house.come('ann');
    const ben = await house.come('ben');
    const cem = await house.come('cem', { authorize: ({ plan }) => plan === 'c' });
    void ann.moves.propose('b', { deadlineMs: 5_000 });
    await house.pass(8_000);
    expect([house.homesOf('ann'), house.homesOf('ben'), house.homesOf('cem')]).toEqual(['a+b', 'a+b', 'a']);
    void ann.moves.propose('c', { deadlineMs: 20_000 });
    await house.pass(30_000);
    expect([house.homesOf('ann'), house.homesOf('ben'), house.homesOf('cem')]).toEqual(['c', 'c', 'c']);
    for (const { left } of [ann, ben, cem]) expect(left).toEqual([]);
  });
});

describe('a next vendor that refuses somebody', () => {
  it('is asked again until the deadline, where the reason may pass', async () => {
    const house = await createRoom(3);
    house.clouds.b.plan('join', { kind: 'refuse', code: 'network' }, { times: 4 });
    const proposed = house.clients[0]?.moves.propose('b', { deadlineMs: 20_000 });
    await house.pass(30_000);
    expect(await proposed).toMatchObject({ status: 'moved', notFollowed: [] });
    expect(house.homes()).toEqual(['b', 'b', 'b']);
  });

  it('is not asked again where they are refused for good', async () => {
    const house = createHouse();
    const ann = await house.come('ann');
    const codes: string[] = [];
    await house.come('ben');
    house.clouds.b.plan('join', { kind: 'refuse', code: 'forbidden' }, { times: Infinity });
    house.clients[1]?.session.on('adapter-switch-failed', ({ error }) => codes.push(error.code));
    void ann.moves.propose('b', { deadlineMs: 20_000 });
    await house.pass(30_000);
    expect(codes).toEqual(['forbidden']);
  });

  it('takes the move back where it refuses the proposer: nobody stays with two for nothing', async () => {
    const house = await createRoom(3);
    const { b } = house.clouds;
    b.plan('join', { kind: 'refuse', code: 'forbidden' }, { times: 1 });
    void house.clients[0]?.moves.propose('b', { deadlineMs: 20_000 });
    await house.pass(1_000);
    await house.pass(30_000);
    expect(house.homes()).toEqual(['a', 'a', 'a']);
    expect(house.clients.map(({ moves }) => moves.state.status)).toEqual(['stayed', 'stayed', 'stayed']);
    expect(b.room(room).userIds).toEqual([]);
  });
});

it('whoever comes and proposes before they have heard of a move loses nobody whom they have met', async () => {
  const house = await createRoom(3);
  const [ann] = house.clients;
  void ann?.moves.propose('b', { deadlineMs: 20_000 });
  await house.pass(600);
  const dia = await house.come('dia');
  // Her first word is a proposal of her own, of a third plan.
  void dia.moves.propose('c', { deadlineMs: 20_000 });
  await house.pass(90_000);
  for (const { left } of house.clients) expect(left).toEqual([]);
  expect(new Set(house.clients.map(({ session }) => session.participants.size))).toEqual(new Set([3]));
  expect(new Set(house.clients.map(({ userId }) => house.homesOf(userId))).size).toBe(1);
});
