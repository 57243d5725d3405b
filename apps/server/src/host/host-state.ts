/** A room of a provider. */
export interface Place {
  readonly provider: string;
  readonly room: string;
}

/** Somebody who is in a room, or wants to be. */
export interface RoomPerson {
  readonly userId: string;
  /** The browser that they come from. */
  readonly holder: string;
  /** What they call themselves. Text from people. */
  readonly name: string;
  /** What tells their key from others and does not give it away; undefined where they encrypt nothing. */
  readonly key?: string | undefined;
}

/** What one person is told of a room. */
export interface HostState {
  /** `in` for a member; what became of the wish to enter for anybody else. */
  readonly entry: 'in' | 'open' | 'waiting' | 'locked' | 'refused' | 'removed' | KeyTrouble;
  /** The user id of the host. */
  readonly host: string | undefined;
  readonly locked: boolean;
  /** The mark of the key with which the host encrypts. */
  readonly hostKey?: string | undefined;
  /** The user ids of members who have another key than the host, or none, or alone have one. */
  readonly otherKeys: readonly string[];
  /** Tells whether whoever comes waits to be let in. */
  readonly waitingRoom: boolean;
  /** Who waits; told to the host alone. */
  readonly waiting: readonly { readonly userId: string; readonly name: string }[];
}

/**
 * Why somebody and the host would neither see nor hear each other: the host encrypts and they have no key, or another one, or they
 * encrypt and the host does not.
 */
export type KeyTrouble = 'key-missing' | 'other-key' | 'not-encrypted';
