import type { Participant, ParticipantMap } from '../model/participant.ts';
import type { MachineState } from './machine-state.ts';

/** The remote participants, always as they are now. */
export class ParticipantView implements ParticipantMap {
  readonly #read: () => MachineState;

  constructor(read: () => MachineState) {
    this.#read = read;
  }

  get version(): number {
    return this.#read().version;
  }

  get size(): number {
    return this.#map.size;
  }

  get #map(): ReadonlyMap<string, Participant> {
    return this.#read().participants;
  }

  get(id: string): Participant | undefined {
    return this.#map.get(id);
  }

  has(id: string): boolean {
    return this.#map.has(id);
  }

  forEach(run: (value: Participant, key: string, map: ReadonlyMap<string, Participant>) => void): void {
    this.#map.forEach((value, key) => {
      run(value, key, this);
    });
  }

  keys(): MapIterator<string> {
    return this.#map.keys();
  }

  values(): MapIterator<Participant> {
    return this.#map.values();
  }

  entries(): MapIterator<[string, Participant]> {
    return this.#map.entries();
  }

  [Symbol.iterator](): MapIterator<[string, Participant]> {
    return this.#map[Symbol.iterator]();
  }
}
