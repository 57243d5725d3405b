import type { RtcSession } from '@jackfield/core';

/** A step of joining, in the order in which they usually come. */
export const steps = ['joined', 'first-person', 'first-track', 'first-frame'] as const;

/** One of them. */
export type Step = (typeof steps)[number];

/** How long joining took, step by step, and how long each person's first picture. */
export class Timing {
  /** Milliseconds from the call of `join` to each step that has come. */
  waterfall: Readonly<Partial<Record<Step, number>>> = $state.raw({});
  /** Milliseconds from the subscription to the first picture, by `Participant.id`. */
  firstFrames: Readonly<Partial<Record<string, number>>> = $state.raw({});

  /** Begins to listen. Returns the undo. */
  listen(session: RtcSession): () => void {
    let begunAt = performance.now();
    let subscribedAt: Partial<Record<string, number>> = {};
    const mark = (step: Step): void => {
      if (this.waterfall[step] === undefined)
        this.waterfall = { ...this.waterfall, [step]: performance.now() - begunAt };
    };
    const undos = [
      session.on('state-changed', ({ state, previous }) => {
        if (state.status === 'joining') {
          begunAt = performance.now();
          this.waterfall = {};
          this.firstFrames = {};
          subscribedAt = {};
        }
        if (state.status === 'joined' && previous.status === 'joining') {
          mark('joined');
          if (session.participants.size > 0) mark('first-person');
        }
      }),
      session.on('participant-joined', () => {
        mark('first-person');
      }),
      session.on('source-subscribed', ({ participant, source }) => {
        mark('first-track');
        if (source === 'camera') subscribedAt[participant.id] ??= performance.now();
      }),
      session.on('source-render-changed', ({ participant, source }) => {
        if (source !== 'camera' && source !== 'screen') return;
        if (participant.sources[source]?.render !== 'playing') return;
        mark('first-frame');
        const since = subscribedAt[participant.id];
        if (source !== 'camera' || since === undefined || this.firstFrames[participant.id] !== undefined)
          return;
        this.firstFrames = { ...this.firstFrames, [participant.id]: performance.now() - since };
      }),
    ];
    return () => {
      for (const undo of undos) undo();
    };
  }
}
