import type { RtcSession } from '@jackfield/core';
import { watchStats, type SessionStats } from '@jackfield/core/stats';
import { tracker } from './tracker.ts';

/** Statistics of a call, read again and again while something reactive reads. */
export class StatsView {
  private latest: SessionStats | undefined = undefined;
  private readonly read: () => SessionStats | undefined;

  /**
   * @param session - whose call.
   * @param input - `everyMs` between readings, 250 or more; 2000 where left out.
   */
  constructor(session: RtcSession, input: { readonly everyMs?: number | undefined } = {}) {
    this.read = tracker(
      (notify) => {
        const undo = watchStats(session, {
          ...input,
          onStats: (stats) => {
            this.latest = stats;
            notify();
          },
        });
        return () => {
          undo();
          this.latest = undefined;
        };
      },
      () => this.latest,
    );
  }

  /** The last reading; undefined before the first. The first read throws `unsupported` where the adapter has no statistics. */
  get stats(): SessionStats | undefined {
    return this.read();
  }
}
