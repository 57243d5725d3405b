import type { RtcDriverSink } from '@jackfield/core/adapter';

/** A fact on its way to a driver. */
export interface FakeEvent {
  /** The sink's method. */
  readonly name: keyof RtcDriverSink;
  /** Delivers it. */
  readonly deliver: () => void;
}

/** What becomes of an event, instead of being delivered once. */
export type EventFault = 'drop' | 'duplicate' | 'delay-behind-next';

interface Plan {
  readonly name: keyof RtcDriverSink;
  readonly userId: string | undefined;
  readonly fault: EventFault;
  times: number;
}

/** Loses, doubles and reorders events as planned. */
export class EventFilter {
  readonly #plans: Plan[] = [];
  readonly #delayed = new Map<string, FakeEvent[]>();

  /** Plans a fault for the next `times` events of a name. Returns its undo. */
  plan(
    name: keyof RtcDriverSink,
    fault: EventFault,
    { userId, times = 1 }: { userId?: string | undefined; times?: number | undefined } = {},
  ): () => void {
    const plan: Plan = { name, userId, fault, times };
    this.#plans.push(plan);
    return () => {
      plan.times = 0;
    };
  }

  /** The events to deliver now, in order, for one that is due. */
  pass(userId: string, event: FakeEvent): readonly FakeEvent[] {
    const plan = this.#plans.find(
      (each) =>
        each.times > 0 && each.name === event.name && (each.userId === undefined || each.userId === userId),
    );
    const behind = this.#delayed.get(userId) ?? [];
    if (!plan) {
      this.#delayed.delete(userId);
      return [event, ...behind];
    }
    plan.times -= 1;
    if (plan.fault === 'drop') return [];
    if (plan.fault === 'duplicate') return [event, event, ...behind];
    this.#delayed.set(userId, [...behind, event]);
    return [];
  }
}
