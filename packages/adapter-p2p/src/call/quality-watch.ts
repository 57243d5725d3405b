import type { Clock, DriverStats, RtcDriverSink } from '@jackfield/core/adapter';
import { connectionQuality, pathFrom, qualityOf } from './map-quality.ts';

/** How often quality is looked at, milliseconds. */
const everyMs = 2000;

/** Reports the quality of the own connection and of the path to each member while somebody wants to know. */
export class QualityWatch {
  readonly #clock: Clock;
  readonly #sink: RtcDriverSink;
  readonly #stats: () => Promise<readonly DriverStats[]>;
  #run: object | undefined;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, sink: RtcDriverSink, stats: () => Promise<readonly DriverStats[]>) {
    this.#clock = clock;
    this.#sink = sink;
    this.#stats = stats;
  }

  start(): void {
    this.stop();
    const run = {};
    this.#run = run;
    const look = async (): Promise<void> => {
      try {
        const stats = await this.#stats();
        if (this.#run !== run) return;
        const paths = stats.map(({ remoteId, report }) => ({ remoteId, ...qualityOf(pathFrom(report)) }));
        const own = { remoteId: undefined, ...connectionQuality(paths) };
        if (paths.length > 0) this.#sink.signals({ quality: [own, ...paths] });
      } catch (payload) {
        if (this.#run === run) this.#sink.vendorEvent({ name: 'stats-failed', payload });
      }
      if (this.#run === run) this.#cancel = this.#clock.after(everyMs, () => void look());
    };
    void look();
  }

  stop(): void {
    this.#run = undefined;
    this.#cancel();
  }
}
