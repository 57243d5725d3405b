import { Faults, Impairments, Log, Recorder } from '@jackfield/emulator-kit';

import { answerParts, type TrtcFaultWords } from '../faults/fault-words.ts';
import type { EmulatorSettings } from '../settings/options.ts';
import { Rooms } from '../signalling/rooms.ts';
import { Sessions } from '../signalling/sessions.ts';

/** The state of one running emulator; request handlers and controls work on it. */
export class Service {
  readonly settings: EmulatorSettings;
  readonly log: Log;
  readonly recorder: Recorder;
  readonly faults: Faults<TrtcFaultWords>;
  readonly sessions: Sessions = new Sessions();
  readonly rooms: Rooms = new Rooms();
  readonly impairments: Impairments;
  /** What a session is told of its uplink in place of what was counted, by alias. */
  readonly quality: Map<string, Readonly<Record<string, number>>> = new Map();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(settings: EmulatorSettings) {
    this.settings = settings;
    this.log = new Log(settings.log);
    this.recorder = new Recorder(settings.limits.records);
    this.faults = new Faults({ recorder: this.recorder, firstPart: answerParts[0] });
    this.impairments = new Impairments({ seed: settings.seed });
  }

  /** Calls back once, unless the returned undo is called or the service ends first. */
  later(ms: number, act: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  /** Ends everything that would happen later. */
  close(): void {
    this.faults.close();
    this.impairments.dispose();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
