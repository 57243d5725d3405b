/** A room as a bench sees it, over core, over another client, or over nothing. */
export interface BenchRoom {
  /** The number of people who are there. */
  readonly size: number;
  /** The number of facts that a listener has heard of. */
  readonly heard: number;
  /** Brings somebody, with a microphone and a camera. */
  comes(index: number): void;
  /** The microphone of somebody who is there is muted or unmuted. */
  mutes(index: number, muted: boolean): void;
  /** Takes somebody away. */
  goes(index: number): void;
  /** Resolves when everything that the facts brought about is done. */
  settled(): Promise<void>;
  /** Ends it. */
  end(): Promise<void>;
}

/** Fills a room. */
export async function fill(room: BenchRoom, people: number): Promise<void> {
  for (let index = 0; index < people; index += 1) room.comes(index);
  await room.settled();
  if (room.size !== people) throw new RangeError(`${String(room.size)} of ${String(people)} came.`);
}
