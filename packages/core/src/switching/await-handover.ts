import { RtcError } from '../errors/rtc-error.ts';
import type { SourceKind } from '../model/source-kind.ts';
import { sourceKinds } from '../model/source-kind.ts';
import type { MachineState } from '../state/machine-state.ts';
import { abortError } from '../timing/bounded.ts';
import type { Handover } from './handover.ts';
import type { Homes } from './homes.ts';
import type { SwitchingParts } from './switching-parts.ts';
import type { SwitchUntil } from './switch-options.ts';
import type { WithheldPictures } from './withheld-pictures.ts';

/** The parts of a wait for a handover. */
export interface AwaitHandover {
  readonly parts: SwitchingParts;
  readonly homes: Homes;
  readonly handover: Handover;
  readonly until: SwitchUntil;
  readonly signals: readonly AbortSignal[];
  /** Those that are published once sound is there. */
  readonly withheld: WithheldPictures;
  /** The time until the deadline, in milliseconds. */
  leftMs(): number;
}

/**
 * The time for which both legs stay once all is there, in milliseconds: others who switch at the same time still show what comes over
 * the old one.
 */
const overlapMs = 2_000;

/** Waits until everything is there over the next leg, or the deadline. Rejects with what speaks against going on there. */
export async function awaitHandover(port: AwaitHandover): Promise<void> {
  const { parts, handover, until, signals, leftMs } = port;
  const { store, environment } = parts.internals;
  const { clock } = environment;
  const { next, old } = handover;
  const ends = [...signals, next.leg.signal];
  const undos: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      let completeSince: number | undefined;
      let undoOverlap: (() => void) | undefined;
      function check(): void {
        publishPictures(port);
        const complete = isComplete(port);
        if (!complete) completeSince = undefined;
        else completeSince ??= clock.now();
        const since = completeSince;
        if (since === undefined) return;
        const alone =
          store.state.people.size === 0 || until === 'never' || port.homes.legs.isDead(old.leg.generation);
        const waitMs = alone ? 0 : Math.min(overlapMs - (clock.now() - since), leftMs());
        if (waitMs <= 0) resolve();
        else
          undoOverlap ??= clock.after(waitMs, () => {
            undoOverlap = undefined;
            check();
          });
      }
      for (const signal of ends) {
        const abort = (): void => {
          reject(abortError('Switching', signal));
        };
        signal.addEventListener('abort', abort);
        undos.push(() => {
          signal.removeEventListener('abort', abort);
        });
        if (signal.aborted) abort();
      }
      undos.push(
        handover.watch(check),
        // What was published is told by no effect.
        store.subscribe(check),
        clock.after(leftMs(), () => {
          handover.hurry();
          const error = lateError(port);
          if (error) reject(error);
          else resolve();
        }),
        () => undoOverlap?.(),
      );
      check();
    });
  } finally {
    for (const undo of undos) undo();
  }
}

/** Pictures are published once the sound is, so that it comes first. */
function publishPictures({ parts, handover, withheld }: AwaitHandover): void {
  if (isPublished(parts.internals.store.state, handover, ['microphone', 'screen-audio']))
    withheld.release(handover.next);
}

function isComplete({ parts, handover, until, homes }: AwaitHandover): boolean {
  const { missing, waiting, moves } = handover.judge();
  const { state } = parts.internals.store;
  // At a vendor that is gone nobody can be waited for but by the deadline.
  const everyone = until !== 'never' || homes.legs.isDead(handover.old.leg.generation);
  return (
    waiting.length === 0 &&
    moves.length === 0 &&
    (!everyone || missing.length === 0) &&
    isPublished(state, handover, sourceKinds)
  );
}

/** Tells whether what is published over the old leg is published over the next one, as far as that can carry it. */
function isPublished(state: MachineState, handover: Handover, sources: readonly SourceKind[]): boolean {
  return sources.every((source) => {
    const status = publicationOn(state, handover, source)?.status;
    return status === undefined || status === 'published';
  });
}

/** The publication over the next leg of what is published over the old one; undefined where nothing of it is to be published. */
function publicationOn(
  { legs, local }: MachineState,
  { old, next }: Handover,
  source: SourceKind,
): { readonly status: string; readonly error?: RtcError } | undefined {
  const { capabilities } = next.adapter;
  const before = legs.get(old.leg.generation)?.publications[old.publisher.carrierOf(source)]?.status;
  if (!local[source].enabled || (before !== 'published' && before !== 'interrupted')) return undefined;
  const carrier = next.publisher.carrierOf(source);
  const can =
    carrier === 'screen-audio' ? capabilities.screenAudio !== 'none' : capabilities.sources.includes(carrier);
  if (!can || (source === 'camera' && local.screen.enabled && !capabilities.cameraWithScreen))
    return undefined;
  return legs.get(next.leg.generation)?.publications[carrier] ?? { status: 'unpublished' };
}

/** Why a switch cannot be concluded at the deadline; undefined where it can. */
function lateError({ parts, handover, until, homes }: AwaitHandover): RtcError | undefined {
  const { state } = parts.internals.store;
  const { name } = handover.next.adapter;
  for (const source of sourceKinds) {
    const publication = publicationOn(state, handover, source);
    if (!publication || publication.status === 'published') continue;
    const message = `The ${source} could not be published over ${name} in time.`;
    return publication.error ?? new RtcError({ code: 'timeout', message, adapter: name });
  }
  const { missing, waiting } = handover.judge();
  if (until !== 'everyone' || homes.legs.isDead(handover.old.leg.generation)) return undefined;
  const nameOf = (id: string): string => state.people.get(id)?.participant.userId ?? id;
  const late = [
    ...missing.map(nameOf),
    ...waiting.map(({ participantId, source }) => `${nameOf(participantId)} (${source})`),
  ];
  if (late.length === 0) return undefined;
  const message = `Not everybody was there over ${name} in time: ${late.slice(0, 5).join(', ')}. The call goes on as it was.`;
  return new RtcError({ code: 'timeout', message, adapter: name });
}
