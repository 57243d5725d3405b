/** A sound, as far as it needs an output of the browser. */
export interface OutputUser {
  /** The person who is heard; undefined for a mix of everybody, which goes before all. */
  readonly participantId: string | undefined;
  /** Plays. */
  start(): void;
  /** Lets go of its output. */
  silence(): void;
  /** Says whether it is silent because there is no output for it. */
  told(silenced: boolean): void;
}

/** The output of one sound. */
export interface Output {
  /** Plays, where there is an output for it. */
  readonly play: () => void;
  /** The browser had none for it. */
  readonly failed: () => void;
  /** Gives it back. */
  readonly end: () => void;
}

/** The outputs of a browser, of which some have fewer than there are people: then those who spoke last are heard. */
export interface Outputs {
  /** Opens one for a sound. */
  open(user: OutputUser): Output;
  /** Takes notice that somebody speaks. */
  readonly spoke: (participantId: string) => void;
}

/** Makes the outputs of a session, without a limit until the browser shows one. */
export function createOutputs(): Outputs {
  /** All that should be heard, and whether each has an output. */
  const users = new Map<OutputUser, boolean>();
  const spokeAt = new Map<string, number>();
  /** The number of those that have one. Counted as it goes: a thousand sounds may begin and end in one turn. */
  let playing = 0;
  let limit = Infinity;
  let turn = 0;

  const rankOf = ({ participantId }: OutputUser): number =>
    participantId === undefined ? Infinity : (spokeAt.get(participantId) ?? 0);
  function mark(user: OutputUser, has: boolean): void {
    if (users.get(user)) playing -= 1;
    users.set(user, has);
    if (has) playing += 1;
  }
  function give(user: OutputUser): void {
    const silent = users.get(user) === false;
    mark(user, true);
    if (silent) user.told(false);
    user.start();
  }
  function take(user: OutputUser): void {
    mark(user, false);
    user.silence();
    user.told(true);
  }
  function next(): void {
    // Nobody waits where all have one.
    if (playing === users.size) return;
    if (playing >= limit) return;
    const waiting = [...users].flatMap(([user, has]) => (has ? [] : [user]));
    const [first] = waiting.sort((one, other) => rankOf(other) - rankOf(one));
    if (first) give(first);
  }
  return {
    open(user) {
      return {
        play() {
          if (users.get(user) || playing < limit) give(user);
          else take(user);
        },
        failed() {
          if (!users.get(user)) return;
          limit = Math.max(1, playing - 1);
          take(user);
        },
        end() {
          if (users.get(user)) playing -= 1;
          users.delete(user);
          // Somebody else may have used them.
          if (users.size === 0) limit = Infinity;
          next();
        },
      };
    },
    spoke(participantId) {
      spokeAt.set(participantId, (turn += 1));
      for (const [user, has] of users) {
        if (has || user.participantId !== participantId) continue;
        const others = [...users].flatMap(([other, plays]) => (plays ? [other] : []));
        const [last] = others.sort((one, other) => rankOf(one) - rankOf(other));
        if (last) take(last);
        give(user);
      }
    },
  };
}
