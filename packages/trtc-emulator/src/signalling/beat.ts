import type { Service } from '../emulator/service.ts';
import { endSession } from './membership.ts';
import { exitReasons } from './room.ts';
import type { Session } from './session.ts';

const feedbackMs = 1000;
const largestSweepMs = 500;

/** What goes on by itself: lists, quality and feedback for everyone, and the end of those who do not come back. */
export class Beat {
  readonly #service: Service;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #counted = new WeakMap<Session, ReturnType<Session['uplink']['counts']>>();

  constructor(service: Service) {
    this.#service = service;
  }

  start(): void {
    if (this.#timers.length > 0) return;
    const { beatMs, absenceMs } = this.#service.settings.timings;
    const now = Date.now();
    for (const session of this.#service.sessions.all())
      if (session.absentSince !== undefined) session.absentSince = now;
    this.#every(beatMs, () => {
      this.#tellEverybody();
    });
    this.#every(feedbackMs, () => {
      for (const session of this.#service.sessions.all()) session.uplink.sendFeedback();
    });
    this.#every(Math.max(10, Math.min(largestSweepMs, absenceMs / 4)), () => {
      this.#sweep();
    });
  }

  stop(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }

  #every(ms: number, act: () => void): void {
    this.#timers.push(setInterval(act, ms));
  }

  #tellEverybody(): void {
    for (const room of this.#service.rooms.all()) room.tellPublishers();
    for (const session of this.#service.sessions.all())
      session.tell('uplink-quality', this.#quality(session));
  }

  /** What came in since the last time; a client makes its own grades of it. */
  #quality(session: Session): Readonly<Record<string, number>> {
    const before = this.#counted.get(session);
    const now = session.uplink.counts();
    this.#counted.set(session, now);
    const since = (kind: 'audio' | 'video', count: 'expected' | 'received'): number =>
      Math.max(0, now[kind][count] - (before?.[kind][count] ?? 0));
    const { quality } = this.#service;
    return {
      rtt: 2,
      expectAudPkg: since('audio', 'expected'),
      recvAudPkg: since('audio', 'received'),
      expectVidPkg: since('video', 'expected'),
      recvVidPkg: since('video', 'received'),
      ...quality.get(session.alias),
    };
  }

  #sweep(): void {
    const { absenceMs } = this.#service.settings.timings;
    const now = Date.now();
    for (const session of this.#service.sessions.all()) {
      if (session.absentSince === undefined || now - session.absentSince <= absenceMs) continue;
      this.#service.log.write('info', 'session lost: its socket did not come back', {
        session: session.alias,
      });
      endSession(this.#service, session, exitReasons.lost);
    }
  }
}
