import { fill } from './bench-room.ts';
import { createCoreRoom, type CoreRoom } from './core-room.ts';
import { mutesOf } from './facts-rows.ts';
import { compare } from './processor-time.ts';
import { ratioRow, type Row } from './row.ts';

/** A binding that reads one person at each notice, as a tile does. */
function readOne({ session }: CoreRoom): void {
  const [id = ''] = session.participants.keys();
  let read: unknown;
  session.subscribe(() => {
    read = session.participants.get(id);
    if (read === undefined) throw new RangeError('Nobody was read: this measures nothing.');
  });
}

/** A binding that reads per person, in a large room and in a small one. */
export async function bindingRows(people: number): Promise<readonly Row[]> {
  const rooms = [await createCoreRoom(), await createCoreRoom()] as const;
  const [small, large] = rooms;
  await fill(small, 10);
  await fill(large, people);
  for (const room of rooms) readOne(room);
  const [against = NaN, time = NaN] = await compare(rooms.map((room) => mutesOf(room).task));
  for (const room of rooms) await room.end();
  return [
    ratioRow(`a fact while a binding reads one person of ${people.toLocaleString('en')}`, {
      time,
      against,
      bound: 1.5,
      of: 'one of 10',
    }),
  ];
}
