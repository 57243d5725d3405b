import process from 'node:process';
import { createCoreRoom, type CoreRoom } from './core-room.ts';
import { nextTask } from './next-task.ts';
import type { Row } from './row.ts';

const people = 5_000;
const together = 50;
/** The heap's own book-keeping, bytes a person: less than any object. */
const nothing = 4;

async function comeAndGo(room: CoreRoom, from: number): Promise<void> {
  for (let first = from; first < from + people; first += together) {
    for (let index = first; index < first + together; index += 1) room.comes(index);
    await room.settled();
    for (let index = first; index < first + together; index += 1) room.goes(index);
    await room.settled();
    // Only what the vendor of this bench keeps for itself.
    room.vendor.forget();
  }
}

async function heapOf(): Promise<number> {
  for (let turn = 0; turn < 4; turn += 1) {
    await nextTask();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

/** Measures what stays of people who came and went, bytes a person. Needs `--expose-gc`. */
export async function memoryRows(): Promise<readonly Row[]> {
  if (!globalThis.gc) throw new RangeError('Run node with --expose-gc: without it this measures nothing.');
  const room = await createCoreRoom();
  await comeAndGo(room, 0);
  const before = await heapOf();
  await comeAndGo(room, people);
  await comeAndGo(room, 2 * people);
  const bytes = ((await heapOf()) - before) / (2 * people);
  await room.end();
  const shown = `${bytes.toFixed(1)} bytes a person`;
  return [{ what: 'what stays of people who came and went', figure: bytes, shown, bound: nothing }];
}
