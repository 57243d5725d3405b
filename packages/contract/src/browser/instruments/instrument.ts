import { mediaPageOf, type MediaPage, type RealmWindow } from '../realm-window.ts';
import { undeclared, type Residue } from '../residue.ts';
import { installSkippableTimers } from './skippable-timers.ts';
import { createSkippableClock, type SkippableClock } from '../skippable-clock.ts';
import { watchTraces } from '../../rig/watch-traces.ts';
import { countListeners, type ListenerCount } from './count-listeners.ts';
import { countOpened, type Opened } from './count-opened.ts';
import { countTimers } from './count-timers.ts';
import { watchMediaElements } from './media-elements.ts';
import { watchTrackFamilies, type TrackFamilies } from './track-families.ts';

/** What is known of a page that a session runs in. */
export interface Instruments {
  /** The page itself. */
  readonly page: RealmWindow;
  /** Its media globals as the browser has them: what is made with them is not counted. */
  readonly media: MediaPage;
  /** Its time, for core and adapters. */
  readonly clock: SkippableClock;
  /** Moves its time on, milliseconds, and that of its own timers where they can be moved. */
  skip(ms: number): Promise<void>;
  /** Moves its own timers on and nothing else, where they can be moved. */
  skipTimers(ms: number): Promise<void>;
  /** Its captured tracks. */
  readonly families: TrackFamilies;
  /** Its elements with a stream. */
  readonly elements: ReadonlySet<HTMLMediaElement>;
  /** Its connections. */
  readonly opened: Opened;
  /** The listeners of what outlives calls. */
  readonly listeners: ListenerCount;
  /** The lines that were written to its console, and the globals that are new, one line each. */
  traces(): readonly string[];
  /** What is open, one line a kind, but what was declared as the vendor's; empty when all is gone. */
  leftovers(): readonly string[];
}

/** What a page is watched for. */
export interface InstrumentOptions {
  /** What its SDK leaves open for good. */
  readonly residue?: readonly Residue[] | undefined;
  /** Whether time that is moved on is the time of the page's own timers, too. */
  readonly movesTimers?: boolean | undefined;
}

/** Puts counters into a page, before anything of a session is loaded there. */
export function instrument(
  page: RealmWindow,
  { residue = [], movesTimers = false }: InstrumentOptions = {},
): Instruments {
  const media = mediaPageOf(page);
  const traces = watchTraces(page, ['jackfieldSide']);
  const clock = createSkippableClock({
    performance: page.performance,
    setTimeout: page.setTimeout.bind(page),
    clearTimeout: page.clearTimeout.bind(page),
  });
  const pageTimers = movesTimers ? installSkippableTimers(page) : undefined;
  const opened = countOpened(page);
  const timers = countTimers(page);
  const listeners = countListeners(page);
  const elements = watchMediaElements(page);
  const families = watchTrackFamilies(page);
  const list = (what: string, all: readonly (string | number)[]): readonly string[] =>
    all.length === 0 ? [] : [`${what}: ${[...all].map(String).sort().join(', ')}`];
  return {
    page,
    media,
    clock,
    families,
    elements,
    opened,
    listeners,
    async skip(ms) {
      await Promise.all([clock.skip(ms), pageTimers?.skip(ms)]);
    },
    async skipTimers(ms) {
      await pageTimers?.skip(ms);
    },
    traces: () => traces.lines(),
    leftovers: () => [
      ...list(
        'tracks',
        families.live().map((track) => families.originOf(track)?.source ?? track.kind),
      ),
      ...list('timers', clock.pending),
      ...list("the platform's timers", undeclared(residue, 'timer', timers())),
      ...list('listeners', undeclared(residue, 'listener', listeners.names())),
      ...list(
        'elements with a stream',
        [...elements].filter(({ srcObject }) => srcObject !== null).map(({ localName }) => localName),
      ),
      ...opened.lines(residue),
    ],
  };
}
