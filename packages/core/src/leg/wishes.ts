import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import { mediaKindOf, sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { ViewInterest } from '../rendering/remote-media.ts';
import type { Clock } from '../timing/clock.ts';
import { layerSize } from './layer-size.ts';

/** The wishes of the app and its elements for the others, whichever leg brings them. */
export interface Wishes {
  /** Takes notice that a source is looked at more or less. */
  setInterest(key: RemoteSourceKey, interest: ViewInterest): void;
  /** The app subscribes, or takes it back. */
  setManual(key: RemoteSourceKey, manual: boolean): void;
  /** The app says that a size is large enough, whatever is shown; undefined takes it back. */
  setLargest(key: RemoteSourceKey, largest: Wish['largest']): void;
  /** Takes notice that somebody speaks: where subscriptions are limited, recent speakers come before the silent. */
  spoke(participantId: string): void;
  /** The reason why a source is not wanted over a leg; undefined if it is. Another function where there may be two legs: of one alone any will do. */
  refusal(
    participantId: string,
    source: SourceKind,
    leg: number,
  ): 'not-wanted' | 'hidden' | 'manual' | undefined;
  /** Tells whether the app asked for it itself. */
  isManual(participantId: string, source: SourceKind): boolean;
  /** The layer in which it is shown. */
  sizeOf(participantId: string, source: SourceKind): ReturnType<typeof layerSize>;
  /** Tells whether anything of somebody can be seen. */
  isSeen(participantId: string): boolean;
  /** Returns the last time that somebody spoke, as a running number; 0 for never. */
  spokeAt(participantId: string): number;
  /** Forgets somebody who is gone. */
  forget(participantId: string): void;
}

/** The parts that wishes work with. */
export interface WishesPort {
  readonly clock: Clock;
  /** `auto` for sound always and pictures while somebody looks, or as the app says. */
  readonly mode: 'auto' | 'manual';
  /** Takes notice that something else is wanted of a source. */
  changed(key: RemoteSourceKey): void;
  /** Takes notice that somebody else has spoken last. */
  spoke(): void;
}

/** The wishes for one source. */
interface Wish {
  readonly interest?: ViewInterest | undefined;
  readonly manual?: boolean | undefined;
  readonly largest?: ViewInterest['size'];
}

/** The wishes for one person. */
interface PersonWishes {
  readonly of: Partial<Record<SourceKind, Wish>>;
  spokeAt: number;
  /** Ends the wait for a size that stays. */
  undo?: (() => void) | undefined;
}

/** The time that a size must stay before it is asked for, in milliseconds: an animation wants one layer, not all between. */
const quietMs = 250;

/** Makes the wishes of a session. */
export function createWishes({ clock, mode, changed, spoke }: WishesPort): Wishes {
  const people = new Map<string, PersonWishes>();
  let turn = 0;

  function of(participantId: string): PersonWishes {
    const known = people.get(participantId) ?? { of: {}, spokeAt: 0 };
    people.set(participantId, known);
    return known;
  }
  function change(key: RemoteSourceKey, part: Wish): void {
    const person = of(key.participantId);
    person.of[key.source] = { ...person.of[key.source], ...part };
  }
  return {
    setInterest(key, interest) {
      const person = of(key.participantId);
      const before = person.of[key.source]?.interest;
      change(key, { interest });
      const onlySize =
        before !== undefined &&
        before.attached > 0 === interest.attached > 0 &&
        before.visible === interest.visible &&
        before.size !== undefined;
      if (!onlySize) changed(key);
      else if (layerSize(before.size)?.height !== layerSize(interest.size)?.height) {
        person.undo?.();
        person.undo = clock.after(quietMs, () => {
          person.undo = undefined;
          changed(key);
        });
      }
    },
    setManual(key, manual) {
      change(key, { manual });
      changed(key);
    },
    setLargest(key, largest) {
      change(key, { largest });
      changed(key);
    },
    spoke(participantId) {
      of(participantId).spokeAt = turn += 1;
      spoke();
    },
    refusal(participantId, source) {
      const { manual, interest } = people.get(participantId)?.of[source] ?? {};
      if (manual) return undefined;
      if (mode === 'manual') return mode;
      if (mediaKindOf(source) === 'audio') return undefined;
      if (!interest?.attached) return 'not-wanted';
      return interest.visible ? undefined : 'hidden';
    },
    isManual: (participantId, source) => people.get(participantId)?.of[source]?.manual ?? false,
    sizeOf(participantId, source) {
      const { interest, largest } = people.get(participantId)?.of[source] ?? {};
      const size = interest?.size;
      const isLarger = !size || !largest || size.width > largest.width || size.height > largest.height;
      return layerSize(isLarger ? (largest ?? size) : size);
    },
    isSeen(participantId) {
      const person = people.get(participantId);
      return person !== undefined && sourceKinds.some((source) => person.of[source]?.interest?.visible);
    },
    spokeAt: (participantId) => people.get(participantId)?.spokeAt ?? 0,
    forget(participantId) {
      people.get(participantId)?.undo?.();
      people.delete(participantId);
    },
  };
}
