import { openConnections } from './watched-connections.ts';

/**
 * The sound on every wire of this page, by the browser's own counters. These add up all that was: what is loud between two looks is
 * seen by the second one.
 */
export interface Wire {
  /** Waits until nothing more comes: what was said last takes a moment to get through. */
  still(way: 'sent' | 'received'): Promise<void>;
  /** Begins to count. */
  begin(): Promise<void>;
  /** Ends that. Gives the energy of what was given to senders, and of what came: a tone of these tests has about 0.08 a second. */
  end(): Promise<WireEnergy>;
}

/** The energy of what was given to senders, and of what came. */
export interface WireEnergy {
  readonly sent: number;
  readonly received: number;
  /** The count of each look, and how long after the begin. */
  readonly looks: readonly WireLook[];
}

/** The energy that one sender or receiver counted between two looks. */
export interface WireLook {
  readonly way: 'sent' | 'received';
  readonly energy: number;
  readonly atMs: number;
  /** It was not there when the count began. */
  readonly isNew: boolean;
}

/** The time for which nothing must have come to be called still, milliseconds. */
const stillMs = 300;
/** The time between two looks: a counter is lost with its sender, and what was on it since the last look. */
const lookMs = 50;

/** Makes one. */
export function createWire(): Wire {
  let known = new Map<string, number>();
  let total = { sent: 0, received: 0 };
  let looks: WireLook[] = [];
  let first = new Set<string>();
  let began = 0;
  let looking = false;
  const numbers = new WeakMap<RTCPeerConnection, number>();
  let count = 0;

  async function look(): Promise<void> {
    for (const connection of openConnections()) {
      const number = numbers.get(connection) ?? ++count;
      numbers.set(connection, number);
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, id, totalAudioEnergy } = report as Reading;
        if (kind !== 'audio' || totalAudioEnergy === undefined) continue;
        const to = type === 'media-source' ? 'sent' : type === 'inbound-rtp' ? 'received' : undefined;
        if (!to) continue;
        const name = `${String(number)} ${id}`;
        const energy = Math.max(0, totalAudioEnergy - (known.get(name) ?? 0));
        total[to] += energy;
        if (energy > 0)
          looks.push({ way: to, energy, atMs: performance.now() - began, isNew: !first.has(name) });
        known.set(name, totalAudioEnergy);
      }
    }
  }
  async function follow(): Promise<void> {
    while (looking) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  }
  async function begin(): Promise<void> {
    known = new Map();
    await look();
    total = { sent: 0, received: 0 };
    [looks, first, began] = [[], new Set(known.keys()), performance.now()];
  }
  return {
    async still(way) {
      do {
        await begin();
        await new Promise((resolve) => setTimeout(resolve, stillMs));
        await look();
      } while (total[way] > 0);
    },
    async begin() {
      await begin();
      looking = true;
      void follow();
    },
    async end() {
      looking = false;
      await look();
      return { ...total, looks };
    },
  };
}

interface Reading {
  readonly type: string;
  readonly kind?: string;
  readonly id: string;
  readonly totalAudioEnergy?: number;
}
