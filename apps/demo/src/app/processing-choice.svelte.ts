import type { MediaProcessor, RtcSession } from '@jackfield/core';
import type { ProcessorReports } from '../processors/processor-reports.ts';
import { recall, remember } from './remembered.ts';

/** The choice of what is done to picture and sound before they are sent. */
export type ProcessingKind = 'blur' | 'noise';

/** Why it is not done any more, or not yet. */
export interface ProcessingTrouble {
  readonly kind: ProcessingKind;
  /** Too slow: it was switched off. Failed: it could not start, or stopped, and the device stays off. */
  readonly reason: 'slow' | 'failed';
}

/** Nothing of a library is fetched before a device is opened for it. */
const makers: Readonly<Record<ProcessingKind, (reports: ProcessorReports) => Promise<MediaProcessor>>> = {
  blur: async (reports) => (await import('../processors/blur-background.ts')).blurBackground(reports),
  noise: async (reports) => (await import('../processors/remove-noise.ts')).removeNoise(reports),
};

/** The blur and the noise removal that a person chooses, also for the next visit. */
export class ProcessingChoice {
  /** Those that are chosen. */
  readonly chosen: Record<ProcessingKind, boolean> = $state({ blur: false, noise: false });
  /** The one that is being put in or taken out. */
  busy: ProcessingKind | undefined = $state();
  /** The cost of one frame, milliseconds; undefined where it does not run. */
  readonly cost: Record<ProcessingKind, number | undefined> = $state({ blur: undefined, noise: undefined });
  /** The last thing that went wrong. */
  trouble: ProcessingTrouble | undefined = $state.raw();
  readonly #session: Pick<RtcSession, 'camera' | 'microphone'>;

  /** Chooses for a session. */
  constructor(session: Pick<RtcSession, 'camera' | 'microphone'>) {
    this.#session = session;
  }

  /** Puts one in or takes it out. Rejects as `setProcessor` does; what could not start is in `trouble` instead. */
  async choose(kind: ProcessingKind, on: boolean): Promise<void> {
    this.trouble = undefined;
    this.busy = kind;
    this.#note(kind, on);
    try {
      await this.#sourceOf(kind).setProcessor(on ? this.#processor(kind) : undefined);
    } catch (error) {
      this.#note(kind, !on);
      if (!this.#failed()) throw error;
    } finally {
      this.busy = undefined;
    }
  }

  #failed(): boolean {
    return this.trouble !== undefined;
  }

  #note(kind: ProcessingKind, on: boolean): void {
    this.chosen[kind] = on;
    if (!on) this.cost[kind] = undefined;
    remember(kind, on ? 'on' : 'off');
  }

  #sourceOf(kind: ProcessingKind): RtcSession['camera'] | RtcSession['microphone'] {
    return kind === 'blur' ? this.#session.camera : this.#session.microphone;
  }

  #processor(kind: ProcessingKind): MediaProcessor {
    return {
      start: async (raw, context) => {
        const reports = {
          oncost: (milliseconds: number) => {
            if (this.chosen[kind]) this.cost[kind] = milliseconds;
          },
          onslow: () => {
            this.trouble = { kind, reason: 'slow' };
            void this.#giveUp(kind);
          },
        };
        try {
          const processed = await (await makers[kind](reports)).start(raw, context);
          // It ends only where it gave up: whoever stops it is told nothing.
          processed.track.addEventListener('ended', () => (this.trouble = { kind, reason: 'failed' }));
          return processed;
        } catch (error) {
          if (!context.signal.aborted) this.trouble ??= { kind, reason: 'failed' };
          throw error;
        }
      },
    };
  }

  /** Goes on without. Whoever wanted the room hidden is not shown in it unasked: their camera is off first. */
  async #giveUp(kind: ProcessingKind): Promise<void> {
    this.#note(kind, false);
    const source = this.#sourceOf(kind);
    try {
      if (kind === 'blur') await source.mute();
      await source.setProcessor(undefined);
    } catch {
      // The source says by itself that it failed, and why.
    }
  }
}

/** The choice for a session, with what was chosen last time. Before a device opens: nothing leaves it that was to be hidden. */
export async function restoreProcessing(
  session: Pick<RtcSession, 'camera' | 'microphone'>,
): Promise<ProcessingChoice> {
  const choice = new ProcessingChoice(session);
  for (const kind of ['blur', 'noise'] as const) if (recall(kind) === 'on') await choice.choose(kind, true);
  return choice;
}
