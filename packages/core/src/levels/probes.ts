import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { shareContext, type ContextShare } from './shared-context.ts';
import { createProbe, type Probe } from './probe.ts';

/** The measured tracks of one session. */
export interface Probes {
  readonly size: number;
  /** Measures these tracks, by name, and no others. Without any the context is given back. */
  set(wanted: ReadonlyMap<string, MediaStreamTrack>): void;
  /** The level of a track, 0…1; 0 for one that is not measured. */
  read(name: string): number;
}

/** Makes an empty set of probes. */
export function createProbes(environment: LobbyEnvironment): Probes {
  const { clock } = environment;
  const probes = new Map<string, Probe>();
  let share: ContextShare | undefined;
  let wokenMs = -Infinity;
  let broken = false;

  function add(name: string, track: MediaStreamTrack): void {
    try {
      share ??= shareContext(environment);
      const stream = environment.createMediaStream([track]);
      probes.set(name, createProbe({ context: share.context, stream, track }));
    } catch (error) {
      // A browser without Web Audio shows no levels and goes on with the call; one report says why.
      broken = true;
      environment.reportError(error);
    }
  }
  function wake(): void {
    if (!share || clock.now() - wokenMs < wakeEveryMs) return;
    wokenMs = clock.now();
    share.wake();
  }
  return {
    get size() {
      return probes.size;
    },
    set(wanted) {
      for (const [name, probe] of [...probes]) {
        if (wanted.get(name) === probe.track) continue;
        probe.end();
        probes.delete(name);
      }
      if (wanted.size === 0) broken = false;
      for (const [name, track] of wanted) if (!broken && !probes.has(name)) add(name, track);
      if (probes.size > 0) wake();
      else {
        share?.release();
        share = undefined;
        wokenMs = -Infinity;
      }
    },
    read: (name) => probes.get(name)?.read() ?? 0,
  };
}

/** The time between two tries of a suspended context. */
const wakeEveryMs = 1_000;
