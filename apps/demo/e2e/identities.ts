/** Somebody whose picture and tone cannot be mistaken for another's. */
export interface Identity {
  readonly name: string;
  /** The colour that fills their picture: red, green, blue, 0…255. */
  readonly color: readonly [number, number, number];
  /** Their tone, in hertz. */
  readonly frequency: number;
}

export const alice: Identity = { name: 'Alice', color: [205, 45, 45], frequency: 440 };
export const bob: Identity = { name: 'Bob', color: [45, 165, 60], frequency: 700 };
export const carol: Identity = { name: 'Carol', color: [55, 75, 210], frequency: 1150 };

/** What Alice shares, where a test shares something known. */
export const screenOfAlice: Identity = { name: 'Screen of Alice', color: [225, 190, 40], frequency: 1700 };

/** What the devices give that Alice chooses, where a test makes her choose. */
export const deskOfAlice: Identity = { name: 'Desk of Alice', color: [160, 60, 190], frequency: 2300 };

/** Everybody there is, what they share and what they choose. */
export const identities: readonly Identity[] = [alice, bob, carol, screenOfAlice, deskOfAlice];
