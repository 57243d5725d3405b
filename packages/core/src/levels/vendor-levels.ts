import { signalsOf } from '../leg/signals.ts';
import type { Internals } from '../session/internals.ts';

/** Levels that the vendor reports, where remote tracks cannot give them. */
export interface VendorLevels {
  /** The last level of a participant, 0…1; 0 for one of whom nothing was said lately. */
  read(participantId: string): number;
  /** Stops the vendor's reports. */
  end(): void;
}

/** Asks the vendor for levels from now on. */
export function createVendorLevels(parts: Internals): VendorLevels {
  const { clock } = parts.environment;
  const last = new Map<string, { readonly level: number; readonly atMs: number }>();
  const undo = signalsOf(parts).listen({ levels: true, quality: false }, ({ levels }) => {
    const atMs = clock.now();
    for (const [id, entry] of last) if (atMs - entry.atMs >= staleMs) last.delete(id);
    for (const { participantId, level } of levels) {
      if (participantId !== undefined)
        last.set(participantId, { level: Math.min(1, Math.max(0, level)), atMs });
    }
  });
  return {
    read(participantId) {
      const entry = last.get(participantId);
      return entry && clock.now() - entry.atMs < staleMs ? entry.level : 0;
    },
    end() {
      undo();
      last.clear();
    },
  };
}

/** A vendor that has said nothing for so long says silence. */
const staleMs = 3_000;
