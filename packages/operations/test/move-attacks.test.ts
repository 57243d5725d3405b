import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { describe, expect, it } from 'vitest';
import type { MovePlan, MoveRequest } from '../src/rooms.ts';
import { createHouse, createRoom, room, type Client } from './move-house.ts';

const byAnn = ({ from }: MoveRequest): boolean => from.userId === 'ann';
const held: MovePlan = { adapter: fake(createFakeCloud()) };
const plans: Readonly<Record<string, MovePlan>> = { a: held, b: held };
const said = { v: 1, base: 'a', status: 'moving', decided: false, leftMs: 20_000 };
const move = { plan: 'b', epoch: 1, id: 'x', by: 'ann' };

/** Sends what an app would never send. */
async function send(who: Client | undefined, words: unknown, to?: Client): Promise<void> {
  const text = typeof words === 'string' ? words : JSON.stringify(words);
  const people = [...(who?.session.participants.values() ?? [])];
  const id = people.find(({ userId }) => userId === to?.userId)?.id;
  await who?.session.sendMessage({
    topic: 'jackfield-move',
    text,
    ...(id === undefined ? {} : { to: [id] }),
  });
}

describe('somebody who lies within a move', () => {
  it('is not believed that it is decided: who was left behind by the proposer stays', async () => {
    const house = createHouse();
    const [ann, ben, mal] = [
      await house.come('ann'),
      await house.come('ben', { authorize: byAnn }),
      await house.come('mal', { authorize: () => false }),
    ];
    const heard: string[] = [];
    mal.session.on('message-received', ({ text }) => heard.push(text));
    house.clouds.b.plan('join', { kind: 'hold' }, { times: Infinity });
    void ann.moves.propose('b');
    await house.pass(500);
    const proposal = JSON.parse(heard[0] ?? '{}') as { readonly move: unknown };
    house.clouds.a.room(room).end('ann', 'connection-lost');
    await house.pass(1_000);
    expect(ben.moves.state.status).toBe('stayed');
    for (const status of ['there', 'moved', 'back'])
      await send(mal, { ...said, ...proposal, status, decided: true });
    await house.pass(1_000);
    expect(ben.moves.state).toMatchObject({ plan: 'a', status: 'stayed' });
  });

  it('separates nobody by telling each another plan under one name', async () => {
    const house = await createRoom(4);
    const [ann, ben, cem] = house.clients;
    await send(ann, { ...said, move }, ben);
    await send(ann, { ...said, move: { ...move, plan: 'c' } }, cem);
    await house.pass(60_000);
    for (const { session, left } of house.clients) {
      expect(left).toEqual([]);
      expect(session.participants.size).toBe(3);
    }
    const [, ...homes] = house.homes();
    expect(new Set(homes.flatMap((each) => each.split('+'))).has('c')).toBe(true);
    expect(ben?.moves.state.movingTo).toBe('c');
  });

  it('takes nobody’s move back that is another one’s', async () => {
    const house = createHouse();
    const [ann, ben, mal] = [await house.come('ann'), await house.come('ben'), await house.come('mal')];
    await send(mal, { ...said, status: 'stayed', move }, ben);
    await house.pass(100);
    // The proposer is here, and has not said that it is over.
    expect(ben.moves.state).toMatchObject({ movingTo: 'b' });
    expect(ben.moves.state.status).not.toBe('stayed');
    await send(ann, { ...said, status: 'stayed', move: { ...move, epoch: 2 } }, ben);
    await house.pass(10_000);
    expect(ben.moves.state).toMatchObject({ movingTo: 'b', status: 'stayed' });
  });
});

describe('an epoch', () => {
  it.each([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 2 ** 52, Date.now() + 48 * 3_600_000])(
    'of %d is believed of nobody, and the next move is as ever',
    async (epoch) => {
      const house = await createRoom(3);
      const [ann, ben] = house.clients;
      await send(ann, { ...said, move: { ...move, epoch } });
      await house.pass(500);
      expect(ben?.asked).toEqual([]);
      void ben?.moves.propose('b');
      await house.pass(20_000);
      expect(house.homes()).toEqual(['b', 'b', 'b']);
    },
  );

  it('as high as one is believed leaves room for all later moves', async () => {
    const house = await createRoom(3);
    const [ann, ben] = house.clients;
    await send(ann, { ...said, move: { ...move, epoch: Date.now() + 23 * 3_600_000, id: 'z'.repeat(64) } });
    await house.pass(20_000);
    expect(ben?.moves.state.movingTo).toBe('b');
    void ben?.moves.propose('c');
    await house.pass(40_000);
    expect(house.homes()).toEqual(['c', 'c', 'c']);
  });
});

describe('somebody who says much', () => {
  it('has one question open at a time', async () => {
    const house = createHouse();
    const mal = await house.come('mal');
    let answer: (isGranted: boolean) => void = () => undefined;
    const ben = await house.come('ben', { authorize: () => new Promise((resolve) => (answer = resolve)) });
    for (let epoch = 1; epoch <= 50; epoch += 1) await send(mal, { ...said, move: { ...move, epoch } });
    await house.pass(500);
    expect(ben.asked).toHaveLength(1);
    answer(false);
    await house.pass(500);
    // The newest, and none of those between.
    expect(ben.asked).toHaveLength(2);
    expect(house.homesOf('ben')).toBe('a');
  });

  it('is answered no more than once a second', async () => {
    const house = await createRoom(3);
    const [ann, ben, cem] = house.clients;
    void ann?.moves.propose('b');
    await house.pass(25_000);
    const heard: string[] = [];
    cem?.session.on('message-received', ({ text }) => heard.push(text));
    for (let index = 0; index < 50; index += 1)
      await send(cem, { v: 1, base: 'a', status: 'none', decided: false });
    await house.pass(3_000);
    expect(ben?.moves.state.status).toBe('moved');
    expect(heard.length).toBeGreaterThan(0);
    // The word of each of the two others, and perhaps once more.
    expect(heard.length).toBeLessThanOrEqual(4);
  });
});

it.each([
  ['x'.repeat(16_000)],
  [JSON.stringify({ ...said, move, more: 'x'.repeat(3_000) })],
  ['['.repeat(2_000)],
  [{ ...said, move: [move] }],
  [{ ...said, move: null }],
  [{ ...said, move: { ...move, by: 7 } }],
  [{ ...said, move: { ...move, by: 'x'.repeat(257) } }],
  [{ ...said, move: { ...move, epoch: '1' } }],
  [{ ...said, move: { ...move, epoch: 1.5 } }],
  [{ ...said, move: { ...move, epoch: -1 } }],
  [{ ...said, move: { ...move, plan: 'constructor' } }],
  [{ ...said, move: { ...move, plan: '__proto__' } }],
  [{ ...said, move: { ...move, plan: 'throws' } }],
  [{ ...said, decided: 'yes', move }],
  [{ ...said, leftMs: '5', move }],
  [{ ...said, v: '1', move }],
  [{ ...said, move, next: 'b' }],
  [{ ...said, move, next: { ...move, plan: '' } }],
  [{ ...said, move, next: { ...move, epoch: Number.MAX_SAFE_INTEGER } }],
])('what is no word of this protocol asks nobody and moves nobody: %#', async (words) => {
  const house = createHouse();
  const mal = await house.come('mal');
  const ben = await house.come('ben', {
    plans(plan) {
      if (plan === 'throws') throw new Error('Not that one.');
      // As many write it: every object has a constructor.
      return plans[plan];
    },
  });
  await send(mal, words);
  await house.pass(1_000);
  expect(ben.asked).toEqual([]);
  expect(house.homesOf('ben')).toBe('a');
});
