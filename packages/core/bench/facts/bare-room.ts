import { EventEmitter } from 'node:events';
import type { BenchRoom } from './bench-room.ts';
import { nextTask } from './next-task.ts';

interface Person {
  readonly microphone: boolean;
  readonly camera: boolean;
}

/** Makes a room of a live map and a bare event emitter: the least that anybody can do. */
export function createBareRoom(): BenchRoom {
  const people = new Map<number, Person>();
  const events = new EventEmitter();
  let heard = 0;
  events.on('source-muted', () => {
    heard += 1;
  });
  return {
    get size() {
      return people.size;
    },
    get heard() {
      return heard;
    },
    comes(index) {
      people.set(index, { microphone: true, camera: true });
      events.emit('participant-joined', index);
    },
    mutes(index, muted) {
      const person = people.get(index);
      if (!person) return;
      people.set(index, { ...person, microphone: !muted });
      events.emit('source-muted', index);
    },
    goes(index) {
      people.delete(index);
      events.emit('participant-left', index);
    },
    settled: nextTask,
    end: () => Promise.resolve(),
  };
}
