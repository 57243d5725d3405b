import type { Service } from '../emulator/service.ts';
import { endSession, forgetSession } from './membership.ts';

const longestPeriodMs = 500;
const shortestPeriodMs = 20;

/** Removes sessions whose client has gone without a word. */
export class Sweeper {
  readonly #service: Service;
  #timer: NodeJS.Timeout | undefined;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Starts; silence before now does not count. */
  start(): void {
    const now = Date.now();
    for (const session of this.#service.sessions.all()) session.lastSeen = now;
    this.#timer ??= setInterval(() => {
      this.#sweep();
    }, this.#periodMs());
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Often enough for the shortest of the timeouts to be kept within a quarter. */
  #periodMs(): number {
    const { joinTimeoutMs, sessionTimeoutMs, byeGraceMs } = this.#service.settings.timings;
    const quarter = Math.min(joinTimeoutMs, sessionTimeoutMs, byeGraceMs) / 4;
    return Math.max(shortestPeriodMs, Math.min(longestPeriodMs, quarter));
  }

  #sweep(): void {
    const now = Date.now();
    const { joinTimeoutMs, sessionTimeoutMs, byeGraceMs } = this.#service.settings.timings;
    const limits = { allocated: joinTimeoutMs, joined: sessionTimeoutMs, ended: byeGraceMs };
    for (const session of this.#service.sessions.all()) {
      const isHeld = session.state === 'joined' && session.queue.isPolled;
      if (isHeld || now - session.lastSeen <= limits[session.state]) continue;
      if (session.state === 'joined') {
        this.#service.log.write('info', 'session lost: it stopped polling', { session: session.alias });
        endSession(this.#service, session);
      }
      forgetSession(this.#service, session);
    }
  }
}
