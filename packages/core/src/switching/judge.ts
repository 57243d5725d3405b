import type { RtcCapabilities } from '../model/capabilities.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { MachineState } from '../state/machine-state.ts';
import {
  presenceOn,
  renderedFrom,
  type Person,
  type Presence,
  type PresenceSource,
} from '../state/person.ts';

/** The state of a handover: who and what is missing on the next leg, and what can be rendered from another leg now. */
export interface Judgement {
  /** Ids of people who are on the old leg alone. */
  readonly missing: readonly string[];
  /** Sources that are not ready on the leg that they are to come from. */
  readonly waiting: readonly RemoteSourceKey[];
  /** Sources that are ready, and rendered from another leg still. */
  readonly moves: readonly Move[];
  /** The number of sources that are where they should be. */
  readonly settled: number;
}

/** A source that is to be rendered from a leg. */
export interface Move extends RemoteSourceKey {
  readonly leg: number;
}

/** The legs of a handover, and what is known beside the state. */
export interface JudgePort {
  readonly old: Side;
  readonly next: Side;
  /** Tells whether a source need not come: nobody wants it, or it is over the budget. */
  isUnwanted(key: RemoteSourceKey, leg: number, told: PresenceSource): boolean;
  /** Tells whether a track gives frames or packets, and a sound can be heard at once. */
  isFlowing(key: RemoteSourceKey, track: MediaStreamTrack): boolean;
  /** People who are missing, and sources that never come, hold nobody back any more. */
  readonly late: boolean;
}

/** One of the legs. */
interface Side {
  readonly leg: number;
  readonly capabilities: Pick<RtcCapabilities, 'sources' | 'screenAudio' | 'remoteAudio'>;
}

const pictures = ['camera', 'screen'] as const;
const sounds = ['microphone', 'screen-audio'] as const;

/** Judges a handover. Pure. */
export function judge(state: MachineState, port: JudgePort): Judgement {
  const { old, next, late } = port;
  const missing: string[] = [];
  const waiting: RemoteSourceKey[] = [];
  const moves: Move[] = [];
  let settled = 0;
  /** Whoever comes in one mix with everybody moves with everybody. */
  const together: Move[] = [];
  const nextWorks = state.legs.get(next.leg)?.connection === 'joined';
  const mixed = [old, next].some(({ capabilities }) => capabilities.remoteAudio === 'one-mix');
  const silent: string[] = [];

  /** Tells whether a source of somebody is ready on a leg, or never comes there. */
  function isReady(key: RemoteSourceKey, to: Side, { here, there }: Sides): boolean {
    const told = there?.sources[key.source];
    const before = here?.sources[key.source];
    if (!told) return !before || !isCarried(to, key.source);
    if (told.muted) return before?.muted !== false;
    if (told.subscription.status === 'subscribed')
      return told.track !== undefined && port.isFlowing(key, told.track);
    return port.isUnwanted(key, to.leg, told);
  }
  function look(person: Person, group: readonly SourceKind[], to: Side, sides: Sides): void {
    const { id: participantId } = person.participant;
    const keys = group.map((source) => ({ participantId, source }));
    const there = keys.filter(({ source }) => sides.there?.sources[source]);
    const onTheWay = keys.filter((key) => !isReady(key, to, sides));
    const isSound = group === sounds;
    if (onTheWay.length > 0) {
      waiting.push(...onTheWay);
      if (isSound) silent.push(participantId);
      return;
    }
    // The sound of a screen goes where the voice goes.
    const [first, ...rest] = there;
    const moved = first?.source === 'microphone' ? [first] : first ? [first, ...rest] : [];
    settled += there.length;
    for (const key of moved) {
      const from = renderedFrom(person, key.source, state.leading)?.leg;
      const pinned = person.rendered[key.source] === to.leg;
      if (from === to.leg && (pinned || to.leg === state.leading)) continue;
      (mixed && isSound ? together : moves).push({ ...key, leg: to.leg });
    }
  }
  for (const [id, person] of state.people) {
    const sides = { here: presenceOn(person, old.leg), there: presenceOn(person, next.leg) };
    if (sides.here && !sides.there) missing.push(id);
    const [to, of] =
      nextWorks && sides.there ? [next, sides] : [old, { here: sides.there, there: sides.here }];
    for (const source of pictures) look(person, [source], to, of);
    look(person, sounds, to, of);
  }
  if (!mixed || late || silent.length + missing.length === 0) moves.push(...together);
  return { missing, waiting, moves, settled };
}

interface Sides {
  readonly here: Presence | undefined;
  readonly there: Presence | undefined;
}

/** Tells whether a vendor carries a source by itself. */
function isCarried({ capabilities: { sources, screenAudio } }: Side, source: SourceKind): boolean {
  return source === 'screen-audio' ? screenAudio === 'separate' : sources.includes(source);
}
