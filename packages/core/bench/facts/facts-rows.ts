import { createBareRoom } from './bare-room.ts';
import { fill, type BenchRoom } from './bench-room.ts';
import { createCoreRoom } from './core-room.ts';
import { createLivekitRoom } from './livekit-room.ts';
import { compare, type Subject } from './processor-time.ts';
import { ratioRow, type Row } from './row.ts';

type Pace = 'task' | 'burst';

/** Mutes and unmutes of everybody in turn, one a task or all in one; a room has these once. */
export function mutesOf(room: BenchRoom): Readonly<Record<Pace, Subject>> {
  let turn = -1;
  const { size } = room;
  const subject = (pace: Pace): Subject => ({
    async run(units) {
      const before = room.heard;
      for (let unit = 0; unit < units; unit += 1) {
        turn += 1;
        room.mutes(turn % size, Math.floor(turn / size) % 2 === 0);
        if (pace === 'task') await room.settled();
      }
      if (pace === 'burst') await room.settled();
      if (room.heard - before !== units) throw new RangeError('A fact was lost: this measures nothing.');
    },
  });
  return { task: subject('task'), burst: subject('burst') };
}

/** The bounds of a fact beside Room, and of the largest room beside the smallest. */
const bounds: Readonly<Record<Pace, number>> = { task: 2.5, burst: 1 };
const flatness = 1.5;
const words: Readonly<Record<Pace, string>> = {
  task: 'one fact a task: a mute, heard, with all it brings',
  burst: 'facts in one burst: a mute, heard, with all it brings',
};

/** Measures what one fact costs among so many, beside Room and beside a bare emitter, and whether that grows with the room, as it does in Room. */
export async function factsRows(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const rooms: BenchRoom[] = [];
  const subjects: Readonly<Record<Pace, Subject>>[] = [];
  const others: Readonly<Record<Pace, Subject>>[] = [];
  for (const people of sizes) {
    const all = [await createCoreRoom(), createLivekitRoom(), createBareRoom()] as const;
    for (const room of all) await fill(room, people);
    const mutes = all.map(mutesOf);
    rooms.push(all[0], all[1]);
    if (mutes[0]) subjects.push(mutes[0]);
    if (mutes[1]) others.push(mutes[1]);
    for (const pace of ['task', 'burst'] as const) {
      const [core = NaN, livekit = NaN, bare = NaN] = await compare(
        mutes.map((each) => each[pace]),
        2_000,
      );
      const what = `${words[pace]}, ${people.toLocaleString('en')} people`;
      const row = ratioRow(what, { time: core, against: livekit, bound: bounds[pace], of: 'Room' });
      rows.push({ ...row, shown: `${row.shown}, ${(core / bare).toFixed(1)} × a bare emitter` });
    }
  }
  for (const pace of ['task', 'burst'] as const) {
    const ends = [subjects[0], subjects.at(-1), others[0], others.at(-1)].flatMap(
      (each) => each?.[pace] ?? [],
    );
    const [few = NaN, many = NaN, fewInRoom = NaN, manyInRoom = NaN] = await compare(ends, 6_000);
    const row = ratioRow(`${words[pace]}: ${String(sizes.at(-1))} people beside ${String(sizes[0])}`, {
      time: many,
      against: few,
      bound: flatness,
      of: `among ${String(sizes[0])}`,
    });
    rows.push({ ...row, shown: `${row.shown}, Room itself ${(manyInRoom / fewInRoom).toFixed(2)} ×` });
  }
  for (const room of rooms) await room.end();
  return rows;
}

/** A mute among a thousand where the vendor gives no more than so many subscriptions. */
export async function limitRows(): Promise<readonly Row[]> {
  const core = await createCoreRoom({ subscriptions: 17 });
  const livekit = createLivekitRoom();
  for (const room of [core, livekit]) await fill(room, 1_000);
  const [time = NaN, against = NaN] = await compare([mutesOf(core).task, mutesOf(livekit).task]);
  for (const room of [core, livekit]) await room.end();
  return [
    ratioRow('one mute a task among 1,000 under a limit of 17 subscriptions', {
      time,
      against,
      bound: 4,
      of: 'Room',
    }),
  ];
}
