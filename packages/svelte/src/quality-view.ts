import type { RtcSession } from '@jackfield/core';
import { watchQuality, type ConnectionQuality } from '@jackfield/core/stats';
import { tracker } from './tracker.ts';

/** How good the connections are, in words. The vendor is asked only while something reactive reads. */
export class QualityView {
  private latest: ReadonlyMap<string | undefined, ConnectionQuality> = new Map();
  private readonly read: () => ReadonlyMap<string | undefined, ConnectionQuality>;

  /** Follows what the vendor says about a session's connections. */
  constructor(session: RtcSession) {
    this.read = tracker(
      (notify) => {
        const undo = watchQuality(session, (qualities) => {
          const next = new Map(this.latest);
          for (const quality of qualities) next.set(quality.participantId, quality);
          this.latest = next;
          notify();
        });
        return () => {
          undo();
          this.latest = new Map();
        };
      },
      () => this.latest,
    );
  }

  /** The connection of a participant, or with undefined the own one; undefined until the vendor has said anything. */
  of(participantId: string | undefined): ConnectionQuality | undefined {
    return this.read().get(participantId);
  }
}
