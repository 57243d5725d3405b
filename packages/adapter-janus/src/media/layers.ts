import type { Clock } from '@jackfield/core/adapter';

/** A layer of something that is received: 0 is the smallest. */
export interface WantedLayer {
  /** Names the stream; another one may come in the same media section later. */
  readonly key: string;
  /** The media section of this side's connection. */
  readonly mid: string;
  readonly layer: number;
}

/** The wait before a layer that has not come is asked for again, in milliseconds: doubles each time. */
const againMs = 1_000;
/** The number of times that it is asked for again: a sender without the bits for a layer does not send it at all. */
const mostAgain = 5;

interface Known extends WantedLayer {
  came: boolean;
}

/**
 * The layers that the server is asked for. It changes at the next key frame of a layer and asks the sender for one, once; Chromium
 * drops such a request within 300 ms of another, and sends none by itself (measured: one of thirty pictures stayed in its first layer
 * for good in half of all runs of six people). So a layer is asked for until the server says that it has come.
 */
export class Layers {
  readonly #clock: Clock;
  readonly #ask: (streams: readonly object[], signal?: AbortSignal) => Promise<unknown>;
  #known = new Map<string, Known>();
  #undo: (() => void) | undefined;

  constructor(clock: Clock, ask: (streams: readonly object[], signal?: AbortSignal) => Promise<unknown>) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** Asks for those that were not asked for yet. What was not answered is asked for again at the next choice. */
  async choose(wanted: readonly WantedLayer[], signal?: AbortSignal): Promise<void> {
    const kept = new Map<string, Known>();
    const asked: Known[] = [];
    for (const each of wanted) {
      const known = this.#known.get(each.key);
      if (known?.mid === each.mid && known.layer === each.layer) kept.set(each.key, known);
      else asked.push({ ...each, came: false });
    }
    // What the server says while it is asked is said of these.
    for (const each of asked) kept.set(each.key, each);
    this.#known = kept;
    if (asked.length === 0) return;
    try {
      await this.#ask(asked.map(requestOf), signal);
    } catch (cause) {
      for (const each of asked) if (this.#known.get(each.key) === each) this.#known.delete(each.key);
      throw cause;
    }
    this.#lookAgain(0);
  }

  /** The server has changed to a layer. */
  came(mid: string, layer: number): void {
    for (const known of this.#known.values())
      if (known.mid === mid && known.layer === layer) known.came = true;
  }

  /** Asks for nothing any more. */
  close(): void {
    this.#undo?.();
    this.#undo = undefined;
    this.#known.clear();
  }

  #lookAgain(times: number): void {
    this.#undo?.();
    this.#undo = undefined;
    if (times >= mostAgain) return;
    this.#undo = this.#clock.after(againMs * 2 ** times, () => {
      this.#undo = undefined;
      const missing = [...this.#known.values()].filter(({ came }) => !came);
      if (missing.length === 0) return;
      const next = (): void => {
        this.#lookAgain(times + 1);
      };
      // A server that cannot be asked now is asked the next time.
      void this.#ask(missing.map(requestOf)).then(next, next);
    });
  }
}

const requestOf = ({ mid, layer }: WantedLayer): object => ({ mid, substream: layer });
