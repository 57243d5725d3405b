import process from 'node:process';
import { fill } from './bench-room.ts';
import { createCoreRoom, everybodyIsHeard } from './core-room.ts';
import { createLivekitRoom } from './livekit-room.ts';
import { median } from './processor-time.ts';
import { ratioRow, type Row } from './row.ts';

const rounds = 9;
/** Rounds that are not counted: neither side has been compiled yet. */
const warmUpRounds = 3;

async function microsecondsOf(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** So many come in one tick: to core, until it hears all of them. Returns microseconds and notices. */
async function comeToCore(people: number): Promise<{ readonly time: number; readonly notices: number }> {
  const room = await createCoreRoom();
  await room.settled();
  const before = room.notices;
  const time = await microsecondsOf(async () => {
    for (let index = 0; index < people; index += 1) room.comes(index);
    await everybodyIsHeard(room);
    await room.settled();
  });
  const notices = room.notices - before;
  await room.end();
  return { time, notices };
}

async function comeToLivekit(people: number): Promise<number> {
  const room = createLivekitRoom();
  const time = await microsecondsOf(() => fill(room, people));
  await room.end();
  return time;
}

/** A thousand people come in one tick, with their sound. */
export async function burstOfJoinsRows(): Promise<readonly Row[]> {
  const people = 1_000;
  const core: number[] = [];
  const livekit: number[] = [];
  let most = 0;
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const { time, notices } = await comeToCore(people);
    const against = await comeToLivekit(people);
    if (round < 0) continue;
    most = Math.max(most, notices);
    core.push(time / people);
    livekit.push(against / people);
  }
  return [
    ratioRow('1,000 joins in one tick, until all are heard, for each', {
      time: median(core),
      against: median(livekit),
      bound: 1,
      of: 'Room',
    }),
    { what: '1,000 joins in one tick: notices', figure: most, shown: String(most), bound: 1 },
  ];
}

async function joinRoomOf(people: number): Promise<number> {
  let room: Awaited<ReturnType<typeof createCoreRoom>> | undefined;
  const time = await microsecondsOf(async () => {
    room = await createCoreRoom({ people });
    await everybodyIsHeard(room);
  });
  await room?.end();
  return time / people;
}

/** Joining rooms of several sizes: what each person in them costs must not grow. */
export async function joiningRows(sizes: readonly number[]): Promise<readonly Row[]> {
  const times = sizes.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, people] of sizes.entries()) times[index]?.push(await joinRoomOf(people));
  }
  const [least = NaN, ...more] = times.map(median);
  return more.map((time, index) =>
    ratioRow(`joining a room of ${String(sizes[index + 1])}, for each who is there`, {
      time,
      against: least,
      bound: 1.5,
      of: `a room of ${String(sizes[0])}`,
    }),
  );
}
