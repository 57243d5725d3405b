import process from 'node:process';
import { describe, expect, it } from 'vitest';
import {
  announcementOf,
  initialMove,
  reduceMove,
  type MoveInput,
  type MoveState,
} from '../src/rooms/move-machine.ts';
import type { Announcement, Move } from '../src/rooms/move.ts';

/** A client in the model: its machine, the vendors that it is with, and what it has under way. */
interface Client {
  state: MoveState;
  readonly homes: Set<string>;
  work: 'enter' | 'leave-old' | 'leave-next' | undefined;
  alive: boolean;
}

interface Message {
  readonly from: number;
  readonly to: number;
  readonly said: Announcement;
}

/** A small generator of chance: the same seed gives the same run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

/** Some clients in a room, whose messages are lost, late, doubled and played again, and whose vendors are slow, refuse and are cut. */
class Room {
  readonly clients: Client[];
  readonly #random: (below: number) => number;
  readonly #mail: Message[] = [];
  /** Everything that was ever said: a stranger may play it again. */
  readonly #past: Message[] = [];
  /** Which of the halves of a partition each is in. */
  readonly #half: number[];
  readonly #met = new Set<string>();
  #vanished = false;
  #moves = 0;

  constructor(count: number, seed: number) {
    this.#random = createRandom(seed);
    this.clients = Array.from({ length: count }, () => this.#join());
    this.#half = this.clients.map(() => 0);
    this.#look();
  }

  #join(): Client {
    return { state: initialMove('a'), homes: new Set(['a']), work: undefined, alive: true };
  }

  #sharesHome(one: number, other: number): boolean {
    const [a, b] = [this.clients[one], this.clients[other]];
    return a !== undefined && b !== undefined && [...a.homes].some((home) => b.homes.has(home));
  }

  /** Whoever is cut off stays on the list of the others for the time that the model lasts, as they are kept for a minute. */
  #look(): void {
    this.clients.forEach((client, index) => {
      if (!client.alive) return;
      const ids = this.clients.flatMap((other, each) =>
        each !== index && other.alive ? [String(each)] : [],
      );
      const { move } = client.state;
      const proposerIsHere = !move || move.by === String(index) || ids.includes(move.by);
      this.#input(index, { type: 'people', ids, proposerIsHere });
    });
  }

  #input(index: number, input: MoveInput): void {
    const client = this.clients[index];
    if (!client?.alive) return;
    const before = client.state;
    const { state, effects } = reduceMove(before, input);
    client.state = state;
    for (const effect of effects) {
      if (effect === 'give-up') {
        client.work = undefined;
        client.homes.clear();
        client.homes.add(state.base);
      } else client.work = effect === 'stay' ? undefined : effect;
    }
    if (state !== before) this.#say(index);
  }

  #say(from: number): void {
    const client = this.clients[from];
    if (!client?.alive) return;
    const said = announcementOf(client.state);
    this.clients.forEach((_, to) => {
      if (to === from || !this.#sharesHome(from, to) || this.#half[from] !== this.#half[to]) return;
      const message = { from, to, said };
      this.#past.push(message);
      if (this.#random(4) > 0) this.#mail.push(message);
    });
  }

  #deliver(message: Message | undefined): void {
    if (!message) return;
    const { from, to, said } = message;
    const receiver = this.clients[to];
    if (!receiver?.alive) return;
    this.#input(to, { type: 'heard', from: String(from), said });
    const isOver = !said.decided && (said.status === 'stayed' || said.status === 'back');
    if (said.move) this.#input(to, { type: 'proposed', move: said.move, isOver });
  }

  #finish(index: number, succeeds: boolean): void {
    const client = this.clients[index];
    const work = client?.work;
    if (!client?.alive || !work) return;
    client.work = undefined;
    const plan = client.state.move?.plan ?? 'a';
    if (work === 'enter') {
      if (succeeds) client.homes.add(plan);
      this.#input(index, { type: succeeds ? 'entered' : 'refused' });
    } else {
      const which = work === 'leave-old' ? 'old' : 'next';
      if (succeeds) client.homes.delete(which === 'old' ? client.state.base : plan);
      this.#input(index, { type: 'left', which, done: succeeds });
    }
  }

  propose(index: number): void {
    const client = this.clients[index];
    if (!client?.alive) return;
    this.#moves += 1;
    const plan = ['a', 'b', 'c'][this.#random(3)] ?? 'b';
    const epoch = (client.state.pending?.epoch ?? client.state.move?.epoch ?? 0) + 1;
    const move: Move = {
      plan,
      epoch,
      id: `${String(this.#random(100))}-${String(index)}`,
      by: String(index),
    };
    this.#input(index, { type: 'proposed', move });
  }

  /** One thing happens, any. */
  step(): void {
    const one = this.#random(this.clients.length);
    const what = this.#random(20);
    if (what < 7) this.#deliver(this.#mail.splice(this.#random(this.#mail.length || 1), 1)[0]);
    else if (what < 11) this.#finish(one, this.#random(5) > 0);
    else if (what < 13) this.#say(one);
    else if (what < 14) this.#deliver(this.#past[this.#random(this.#past.length || 1)]);
    else if (what < 16 && this.#moves < 3) this.propose(one);
    else if (what < 17) this.#half[one] = this.#random(2);
    else if (what < 18 && this.#random(8) === 0) this.#vanish(one);
    else if (what < 19 && this.#random(8) === 0) this.#comeLate();
  }

  #vanish(index: number): void {
    const client = this.clients[index];
    if (!client || this.clients.filter(({ alive }) => alive).length < 3) return;
    client.alive = false;
    this.#vanished = true;
    client.homes.clear();
    this.#look();
  }

  /** Lets a person come to where anybody is. */
  #comeLate(): void {
    const hosts = this.clients.filter(({ alive }) => alive);
    const home = [...(hosts[this.#random(hosts.length)]?.homes ?? ['a'])][0] ?? 'a';
    if (this.clients.length >= 6) return;
    this.clients.push({ state: initialMove(home), homes: new Set([home]), work: undefined, alive: true });
    this.#half.push(0);
    this.#look();
  }

  /** Every fault ends, and everything that takes time has it. */
  rest(): void {
    this.#half.fill(0);
    for (let round = 0; round < 60; round += 1) {
      for (let index = 0; index < this.clients.length; index += 1) {
        this.#say(index);
        this.#finish(index, true);
      }
      this.#look();
      while (this.#mail.length > 0) this.#deliver(this.#mail.shift());
    }
  }

  /**
   * Pairs that have no vendor in common: of those who had met, or at rest of all. Somebody who came where one person alone could have told
   * them where to go, who vanished, was never met by the others.
   */
  lost(isAtRest = false): readonly string[] {
    const lost: string[] = [];
    this.clients.forEach((one, index) => {
      this.clients.slice(index + 1).forEach((other, offset) => {
        const each = index + 1 + offset;
        const pair = `${String(index)} ${String(each)}`;
        if (this.#sharesHome(index, each)) this.#met.add(pair);
        else if (one.alive && other.alive && ((isAtRest && !this.#vanished) || this.#met.has(pair)))
          lost.push(
            `${String(index)} (${[...one.homes].join()}) and ${String(each)} (${[...other.homes].join()})`,
          );
      });
    });
    return lost;
  }
}

const seeds = Number(process.env['JACKFIELD_MOVES'] ?? 400);

describe('whatever happens to a room that moves, no two of its people lose each other', () => {
  for (const count of [3, 4, 5])
    it(`with ${String(count)} clients`, () => {
      let moved = 0;
      for (let seed = 1; seed <= seeds; seed += 1) {
        const room = new Room(count, seed * 7_919 + count);
        for (let step = 0; step < 120; step += 1) {
          room.step();
          const lost = room.lost();
          if (lost.length > 0) expect.fail(`Seed ${String(seed)}, step ${String(step)}: ${lost.join('; ')}`);
        }
        room.rest();
        expect(room.lost(true), `Seed ${String(seed)} at rest`).toEqual([]);
        if (room.clients.some(({ state }) => state.status === 'moved')) moved += 1;
      }
      // The search reaches moves that come about, and not only those that do not.
      expect(moved / seeds).toBeGreaterThan(0.3);
    });
});
