import { RtcError } from '@jackfield/core';
import type { RtcSession, SourceKind } from '@jackfield/core';
import { portableIdPattern, toRtcError, type RtcAdapter } from '@jackfield/core/adapter';
import { learnUsers, membersOf, textOf } from './members-of.ts';
import { readTrace } from './read-trace.ts';
import { createReplayDriver } from './replay-driver.ts';
import type { Trace, TraceEntry, TraceValue } from './trace-entry.ts';

/** A trace that can be played. */
export interface Replay {
  /** The adapter to make a session with: it claims what the recorded one did, and is no vendor. */
  readonly adapter: RtcAdapter;
  /**
   * Plays the trace into a session that was made with the adapter and is idle: joins, subscribes and leaves when it was done then, and
   * tells what was told then. Goes by the session's clock, at the pace of the recording. Devices stay closed. Resolves when all was
   * played; rejects with an RtcError where the session is in a call, and where it cannot be.
   */
  play(session: RtcSession): Promise<void>;
}

/** The things that a trace cannot bring about by itself. Everything may be left out. */
export interface ReplayOptions {
  /** Closes the page of the session, where the recorded one was closed; the session leaves where left out. */
  readonly onPageClosed?: (() => void) | undefined;
}

/** Makes a session live again what was recorded. Throws `invalid-argument` for what is no trace. */
export function replay(given: Trace | string, { onPageClosed }: ReplayOptions = {}): Replay {
  const trace = typeof given === 'string' ? readTrace(given) : given;
  const { header, entries } = trace;
  // A driver is made by them: a trace may come from anybody.
  for (const list of ['sources', 'roles', 'moderation'] as const)
    if (!Array.isArray(header.capabilities[list]))
      throw new RtcError({
        code: 'invalid-argument',
        message: `The claims of the trace have no list of ${list}.`,
      });
  const legs = [...new Set(entries.map(({ leg }) => leg))]
    .map((leg) => entries.filter((entry) => entry.leg === leg))
    .filter((leg) => leg.some(isJoin));
  let opened = 0;
  let playing: Player | undefined;
  const adapter: RtcAdapter = Object.freeze<RtcAdapter>({
    specificationVersion: 1,
    name: header.adapter,
    capabilities: Object.freeze(header.capabilities),
    limits: Object.freeze({ ...header.limits, userIdPattern: anything, roomPattern: anything }),
    checkSupport: () => Promise.resolve({ supported: true, problems: [] }),
    preload: () => Promise.resolve(),
    createDriver(sink, environment) {
      const leg = legs[opened] ?? [];
      opened += 1;
      const present = playing;
      const driver = createReplayDriver({
        trace,
        entries: leg,
        sink,
        environment,
        perform: (entry) => present?.perform(entry),
        over: (error) => present?.over(leg, error),
      });
      present?.begin(environment.clock, leg);
      return driver;
    },
  });
  return {
    adapter,
    async play(session) {
      if (playing)
        throw new RtcError({ code: 'invalid-state', message: 'A replay is played once: make another one.' });
      if (session.state.status !== 'idle' && session.state.status !== 'ended')
        throw new RtcError({
          code: 'invalid-state',
          message: 'A trace is played into a session that is idle.',
        });
      playing = createPlayer(session, legs, onPageClosed);
      await playing.play();
    },
  };
}

/** Aliases and ids are as long as they were. */
const anything = new RegExp(portableIdPattern.source.replace('{1,64}', '*').replace('[A-Za-z0-9_-]', '[^]'));

type Leg = readonly TraceEntry[];
type Join = Extract<TraceEntry, { readonly kind: 'command' }>;

function isJoin(entry: TraceEntry): entry is Join {
  return entry.kind === 'command' && entry.name === 'doJoin';
}

interface Player {
  begin(clock: Clock, leg: Leg): void;
  perform(entry: TraceEntry): void;
  over(leg: Leg, error?: unknown): void;
  play(): Promise<void>;
}

interface Clock {
  now(): number;
  after(delayMs: number, run: () => void): () => void;
}

/** Plays the app: what it asked of the session when the trace was made. */
function createPlayer(
  session: RtcSession,
  legs: readonly Leg[],
  onPageClosed: ReplayOptions['onPageClosed'],
): Player {
  const ended = new Map<Leg, (error?: unknown) => void>();
  const begun = new Set<Leg>();
  const users = new Map<string, string>();
  for (const entry of legs.flat()) learnUsers(entry, users);
  let clock: Clock | undefined;
  let began = 0;
  let attempt = new AbortController();
  const perform: Player['perform'] = (entry) => {
    if (entry.kind === 'closed') close(session, entry.error.message, entry.error.code, attempt);
    if (entry.kind === 'doAbandon') (onPageClosed ?? (() => void session.leave()))();
    if (entry.kind === 'command' && entry.name === 'doSyncRemote') subscribe(session, entry.given, users);
  };
  async function join(entry: Join): Promise<void> {
    if (session.state.status !== 'idle' && session.state.status !== 'ended') return;
    const { room, userId, displayName, role } = membersOf(entry.given);
    attempt = new AbortController();
    await session.join({
      room: textOf(room),
      userId: textOf(userId),
      ...(typeof displayName === 'string' && displayName ? { displayName } : {}),
      ...(typeof role === 'string' ? { role } : {}),
      signal: attempt.signal,
    });
  }
  return {
    begin(present, leg) {
      begun.add(leg);
      if (!clock) began = present.now();
      clock = present;
    },
    perform,
    over: (leg, error) => ended.get(leg)?.(error),
    async play() {
      let start = 0;
      for (const leg of legs) {
        const entry = leg.find(isJoin);
        if (!entry) continue;
        const done = new Promise<void>((resolve, reject) => {
          ended.set(leg, (error) => {
            if (error === undefined) resolve();
            else reject(toRtcError(error, { message: 'The trace could not be played.' }));
          });
        });
        if (clock) {
          const wait = began + entry.at - start - clock.now();
          const present = clock;
          if (wait > 0) await new Promise<void>((resolve) => void present.after(wait, resolve));
        } else start = entry.at;
        join(entry).catch((error: unknown) => {
          // A join that fails as it did then is part of the play; one that never came to the leg is its end.
          if (!begun.has(leg)) ended.get(leg)?.(error);
        });
        await done;
      }
    },
  };
}

/** The session has closed the leg: for the app's sake, or by itself, which it does again. */
function close(session: RtcSession, message: string, code: string, attempt: AbortController): void {
  if (code !== 'aborted') return;
  if (message.startsWith('The call ended (left)')) void session.leave();
  else if (message.startsWith('The call ended (disposed)')) void session.dispose();
  else if (session.state.status === 'joining' && !message.startsWith('The page closed')) attempt.abort();
}

/** Asks for what was asked for of one person. */
function subscribe(session: RtcSession, given: TraceValue, users: ReadonlyMap<string, string>): void {
  const { remoteId, wanted } = membersOf(given);
  const userId = users.get(textOf(remoteId));
  const person = [...session.participants.values()].reverse().find((each) => each.userId === userId);
  const handle = person && session.participant(person.id);
  if (!handle || !Array.isArray(wanted)) return;
  const sources = new Set(wanted.map((each: TraceValue) => membersOf(each)['source']));
  for (const source of Object.keys(person.sources) as SourceKind[]) {
    const part = {
      microphone: handle.microphone,
      camera: handle.camera,
      screen: handle.screen,
      'screen-audio': handle.screenAudio,
    }[source];
    if (sources.has(source)) void part.subscribe().catch(() => undefined);
    else part.unsubscribe();
  }
}
