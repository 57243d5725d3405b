import type { SwitchGap } from '../face/session-events.ts';
import type { Connection } from '../leg/connection.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import { mediaKindOf, sourceKinds } from '../model/source-kind.ts';
import { presenceOn, renderedFrom, type PresenceSource } from '../state/person.ts';
import { createEvidence } from './evidence.ts';
import { createGaps } from './gaps.ts';
import type { SwitchingParts } from './switching-parts.ts';
import { judge, type Judgement, type JudgePort } from './judge.ts';
import { createPreparedSounds } from './prepared-sounds.ts';

/** Moves what is rendered from one leg to another, source by source, as each is ready there. */
export interface Handover {
  /** The leg that everything is to come from. */
  readonly next: Connection;
  readonly old: Connection;
  /** The state of now: who and what is missing. */
  judge(): Judgement;
  /** Takes notice that something has changed: looks again once the present task is over. */
  changed(): void;
  /** Calls `run` after each look. Returns its undo. */
  watch(run: () => void): () => void;
  /** Nobody is waited for any more. */
  hurry(): void;
  /** From now on every source is received over the leg alone that it is rendered from. */
  settle(): void;
  /** Tells whether a source need not be received over a leg, as it is rendered from the other one. */
  isSpare(key: RemoteSourceKey, leg: number): boolean;
  /** The gaps that were measured so far. */
  gaps(): readonly SwitchGap[];
  /** Ends, and gives the gaps that were measured. */
  end(): readonly SwitchGap[];
}

/** The parts that a handover works with. */
export interface HandoverPort {
  readonly parts: SwitchingParts;
  readonly old: Connection;
  readonly next: Connection;
  /** Something was moved, or has become ready. */
  progressed(judgement: Judgement): void;
}

/** The time between two looks at the statistics while something is waited for, in milliseconds. */
const lookMs = 50;

/** Begins a handover. */
export function createHandover({ parts, old, next, progressed }: HandoverPort): Handover {
  const { store, environment } = parts.internals;
  const { clock } = environment;
  const { remote, wishes } = parts.part;
  const evidences = [old, next].map((connection) =>
    createEvidence(connection, { clock, state: () => store.state }),
  );
  const gaps = createGaps({
    clock,
    remote,
    isExpected: ({ participantId, source }) =>
      store.state.people.get(participantId)?.participant.sources[source]?.muted === false,
  });
  const sounds = createPreparedSounds({ clock, remote, changed });
  let late = false;
  let settled = false;
  const ended = new AbortController();
  let scheduled = false;
  const watchers = new Set<() => void>();
  let undoLook: (() => void) | undefined;
  const isOver = (): boolean => ended.signal.aborted;
  const undos = [
    store.on('source-render-changed', ({ participant: { id, sources }, source }) => {
      if (sources[source]?.render === 'playing') gaps.played({ participantId: id, source });
    }),
  ];

  /** Sounds that change from element to element are played unheard before. */
  function isPreparable(source: RemoteSourceKey['source']): boolean {
    const both = [old, next].every(({ adapter }) => adapter.capabilities.remoteAudio === 'tracks');
    return both && mediaKindOf(source) === 'audio';
  }
  function isFlowing(key: RemoteSourceKey, track: MediaStreamTrack): boolean {
    if (!evidences.some((evidence) => evidence.has(track))) return false;
    if (!isPreparable(key.source) || sounds.has(key, track)) return true;
    const person = store.state.people.get(key.participantId);
    const rendered = person && renderedFrom(person, key.source, store.state.leading);
    return rendered?.sources[key.source]?.track === track;
  }
  function isUnwanted(key: RemoteSourceKey, leg: number, { subscription }: PresenceSource): boolean {
    if (wishes.refusal(key.participantId, key.source, leg)) return true;
    return subscription.status === 'not-subscribed' && subscription.reason === 'limit';
  }
  function judgeNow(): Judgement {
    return judge(store.state, { old: sideOf(old), next: sideOf(next), isUnwanted, isFlowing, late });
  }
  function step(): void {
    scheduled = false;
    if (isOver()) return;
    for (const [participantId, { participant }] of store.state.people)
      for (const source of sourceKinds)
        if (participant.sources[source]) gaps.expect({ participantId, source });
    const { moves } = judgeNow();
    for (const { leg, ...key } of moves) {
      const person = store.state.people.get(key.participantId);
      const changes = person && renderedFrom(person, key.source, store.state.leading)?.leg !== leg;
      const run = (): void => {
        store.dispatch({ type: 'renderMoved', data: { ...key, leg } });
      };
      if (changes) gaps.measure(key, isPreparable(key.source), run);
      else run();
      // Whoever is told of it may end the call.
      if (isOver()) return;
    }
    progressed(judgeNow());
    for (const run of [...watchers]) run();
    look();
  }
  function changed(): void {
    if (scheduled || isOver()) return;
    scheduled = true;
    queueMicrotask(step);
  }
  /** Looks whether anything comes, as long as something is waited for. */
  function look(): void {
    prepare();
    if (undoLook || isOver() || judgeNow().waiting.length === 0) return;
    undoLook = clock.after(lookMs, () => {
      void Promise.all(evidences.map((evidence) => evidence.look())).then(() => {
        undoLook = undefined;
        changed();
      });
    });
  }
  /** Sounds that something comes of are played unheard. */
  function prepare(): void {
    for (const key of judgeNow().waiting) {
      const person = store.state.people.get(key.participantId);
      if (!person || !isPreparable(key.source)) continue;
      const rendered = renderedFrom(person, key.source, store.state.leading);
      for (const { leg } of [old, next]) {
        const track = presenceOn(person, leg.generation)?.sources[key.source]?.track;
        if (!track || rendered?.leg === leg.generation) continue;
        if (evidences.some((evidence) => evidence.has(track))) sounds.prepare(key, track);
      }
    }
  }
  changed();
  return {
    next,
    old,
    judge: judgeNow,
    changed,
    watch(run) {
      watchers.add(run);
      return () => {
        watchers.delete(run);
      };
    },
    hurry() {
      late = true;
      step();
    },
    gaps: gaps.read,
    settle() {
      settled = true;
      for (const { receiver } of [old, next]) receiver.receiveAll();
    },
    isSpare({ participantId, source }, leg) {
      const person = settled ? store.state.people.get(participantId) : undefined;
      const from = person && renderedFrom(person, source, store.state.leading);
      if (!from || from.leg === leg) return false;
      // Rendered from a leg that does not work it is wanted of the other one; and of the next one in any case, to move there.
      return leg !== next.leg.generation && store.state.legs.get(from.leg)?.connection === 'joined';
    },
    end() {
      ended.abort();
      undoLook?.();
      sounds.end();
      for (const undo of undos) undo();
      return gaps.end();
    },
  };
}

function sideOf({ leg, adapter }: Connection): JudgePort['old'] {
  return { leg: leg.generation, capabilities: adapter.capabilities };
}
