import { diff, readTrace, type Trace, type TraceEntry } from '@jackfield/operations/trace';
import { callMessages } from '../call-messages.ts';

/** A trace that was loaded, as a person is told of it. */
export interface LoadedTrace {
  /** The name of the file. Text from somebody else. */
  readonly file: string;
  readonly adapter: string;
  readonly trace: Trace;
}

/** Says what two traces have in common, in a person's words: nothing where no rule of calls knows a difference. */
export interface ComparedTraces {
  /** The thing that it is about. */
  readonly about: string;
  /** The two things that they have there. */
  readonly first: string;
  readonly second: string;
}

/** Reads the text of a file. Throws as `readTrace` does. */
export function loadTrace(file: string, text: string): LoadedTrace {
  const trace = readTrace(text);
  return { file, trace, adapter: trace.header.adapter };
}

/** The seconds that a trace covers. */
export function secondsOf({ entries }: Trace): number {
  return Math.round((entries.at(-1)?.at ?? 0) / 1_000);
}

/** One line of a trace, for a list: when, and what. */
export function lineText(entry: TraceEntry | undefined): string {
  if (!entry) return callMessages.trace.nothingMore;
  const what = 'name' in entry ? entry.name : 'error' in entry ? entry.error.code : entry.kind;
  return `${(entry.at / 1_000).toFixed(2)} s · ${what}`;
}

/** Compares two traces. Undefined where there is no difference that a rule of calls knows. */
export function compareTraces(one: Trace, other: Trace): ComparedTraces | undefined {
  const difference = diff(one, other);
  if (!difference) return undefined;
  const { law, lines } = difference;
  const laws: Readonly<Record<string, string>> = callMessages.trace.laws;
  const [first, second] = lines;
  return {
    about: laws[law] ?? law,
    first: placeOf(one, first),
    second: placeOf(other, second),
  };
}

/** The header is line 1. */
function placeOf({ entries }: Trace, line: number | undefined): string {
  if (line === undefined) return callMessages.trace.nothingMore;
  return callMessages.trace.line(line, lineText(entries[line - 2]));
}
