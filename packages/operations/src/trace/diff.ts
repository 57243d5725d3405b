import { learnUsers, membersOf, textOf } from './members-of.ts';
import { readTrace } from './read-trace.ts';
import type { Trace, TraceValue } from './trace-entry.ts';

/** The first difference between two traces that a law knows. */
export interface TraceDifference {
  /** The law, by its name in the documentation of the contract. */
  readonly law: string;
  /** The difference in a sentence, for a person. */
  readonly text: string;
  /** The number of the line in each trace, beginning with 1; undefined where the one trace has no such line. */
  readonly lines: readonly [number | undefined, number | undefined];
}

/**
 * Compares two traces by what laws say of them: which facts were told of whom, in which order for each of them, and what became of each
 * call. Times, numbers of calls and the vendor's ids are no difference, nor is the order of things that have nothing to do with each
 * other. Undefined where there is none. Throws `invalid-argument` for what is no trace.
 */
export function diff(one: Trace | string, other: Trace | string): TraceDifference | undefined {
  const [first, second] = [one, other].map((each) =>
    stepsOf(typeof each === 'string' ? readTrace(each) : each),
  );
  if (!first || !second) return undefined;
  let found: Difference | undefined;
  for (const subject of new Set([...first.keys(), ...second.keys()])) {
    const [a, b] = [first.get(subject) ?? [], second.get(subject) ?? []];
    const at = Array.from({ length: Math.max(a.length, b.length) }).findIndex(
      (_, index) => a[index]?.what !== b[index]?.what,
    );
    const [here, there] = [a[at], b[at]];
    const step = here ?? there;
    if (!step) continue;
    // The first one is the one that comes first in either trace.
    const place = Math.min(here?.line ?? Infinity, there?.line ?? Infinity);
    if (found && found.place <= place) continue;
    const words = (which: Step | undefined): string => which?.what ?? 'nothing more';
    found = {
      place,
      law: step.law,
      text: `${subject}: the first trace has ${words(here)}, the second one ${words(there)}.`,
      lines: [here?.line, there?.line],
    };
  }
  return found && { law: found.law, text: found.text, lines: found.lines };
}

/** A difference, and where it is found first. */
interface Difference extends TraceDifference {
  readonly place: number;
}

/** One thing that happened to somebody, or to a source of theirs. */
interface Step {
  readonly law: string;
  readonly what: string;
  readonly line: number;
}

/** The laws that facts and calls stand under, by the names that the contract gives them. */
const laws: Readonly<Record<string, string>> = {
  rosterSnapshot: 'nobody-missed',
  participantJoined: 'nobody-missed',
  participantLeft: 'departure-bounded',
  participantInterrupted: 'interrupted-not-gone',
  participantRestored: 'interrupted-not-gone',
  sourcePublished: 'announced-once',
  sourceUnpublished: 'announced-once',
  sourceMuted: 'announced-once',
  remoteTrack: 'subscribe-settles',
  remoteTrackLost: 'repair',
  subscriptionFailed: 'subscribe-settles',
  connectionInterrupted: 'reconnect-bounded',
  connectionRestored: 'reconnect-bounded',
  publicationLost: 'repair',
  messageReceived: 'messages',
  localMutedByServer: 'server-mute',
  localUnpublishedByServer: 'server-mute',
  permissionsChanged: 'roles',
  ended: 'ends-once',
  doJoin: 'join-fails-clean',
  doLeave: 'leave-bounded',
  doSetMuted: 'silence',
  doReplaceTrack: 'silence',
  doSyncLocal: 'publish-confirmed',
  doSyncRemote: 'subscribe-settles',
  doSendMessage: 'messages',
  doModerate: 'moderation',
  doRenewCredential: 'credentials',
};

/** The steps of a trace, by whom they are about: each has an order of its own. */
function stepsOf({ entries }: Trace): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>();
  const users = new Map<string, string>();
  const calls = new Map<string, string>();
  const add = (subject: string, step: Step): void => {
    steps.set(subject, [...(steps.get(subject) ?? []), step]);
  };
  entries.forEach((entry, index) => {
    learnUsers(entry, users);
    // The header is line 1.
    const line = index + 2;
    const call = `${String(entry.leg)}/${'id' in entry ? String(entry.id) : ''}`;
    if (entry.kind === 'command') calls.set(call, entry.name);
    if (entry.kind === 'fact') {
      const law = laws[entry.name];
      if (law) add(subjectOf(entry.data, users), { law, line, what: factWords(entry.name, entry.data) });
    } else if (entry.kind === 'settled' || entry.kind === 'failed') {
      const name = calls.get(call) ?? '';
      const law = laws[name];
      if (law)
        add(`call ${name}`, {
          law,
          line,
          what:
            entry.kind === 'settled'
              ? `${name} that succeeded`
              : `${name} that failed with ${entry.error.code}`,
        });
    }
  });
  return steps;
}

function subjectOf(data: TraceValue, users: ReadonlyMap<string, string>): string {
  const { remoteId, userId, source } = membersOf(data);
  const who = typeof userId === 'string' ? userId : users.get(textOf(remoteId));
  const whose = who ?? (remoteId === undefined ? 'the session' : 'somebody unknown');
  return typeof source === 'string' ? `${source} of ${whose}` : whose;
}

function factWords(name: string, data: TraceValue): string {
  const { muted, mode, reason, topic, recording, error, roster } = membersOf(data);
  const code = membersOf(error)['code'];
  const rest = [
    muted === undefined ? undefined : muted ? 'muted' : 'unmuted',
    mode,
    reason,
    topic,
    recording,
    code,
  ].filter((each) => each !== undefined && each !== null);
  if (Array.isArray(roster)) rest.push(`of ${String(roster.length)}`);
  return [name, ...rest.map(String)].join(' ');
}
