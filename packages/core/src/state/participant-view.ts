import type { Participant, ParticipantMap } from '../model/participant.ts';
import type { MachineState } from './machine-state.ts';

/** The remote participants, always as they are now. An iteration covers who was there when it began, as they were then. */
export class ParticipantView implements ParticipantMap {
  readonly #read: () => MachineState;

  constructor(read: () => MachineState) {
    this.#read = read;
  }

  get version(): number {
    return this.#read().version;
  }

  get size(): number {
    return this.#read().people.size;
  }

  get(id: string): Participant | undefined {
    return this.#read().people.get(id)?.participant;
  }

  has(id: string): boolean {
    return this.#read().people.has(id);
  }

  forEach(run: (value: Participant, key: string, map: ReadonlyMap<string, Participant>) => void): void {
    for (const [id, participant] of this.entries()) run(participant, id, this);
  }

  keys(): MapIterator<string> {
    return this.#now().keys();
  }

  values(): MapIterator<Participant> {
    return this.#now().values();
  }

  entries(): MapIterator<[string, Participant]> {
    return this.#now().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Participant]> {
    return this.entries();
  }

  #now(): Map<string, Participant> {
    const now = new Map<string, Participant>();
    for (const [id, { participant }] of this.#read().people) now.set(id, participant);
    return now;
  }
}
