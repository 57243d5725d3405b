import { RtcError } from '@jackfield/core';
import { traceVersion, type Trace, type TraceEntry, type TraceHeader } from './trace-entry.ts';

const kinds: ReadonlySet<unknown> = new Set<TraceEntry['kind']>([
  'command',
  'settled',
  'failed',
  'fact',
  'closed',
  'doAbandon',
  'dispose',
]);

/**
 * Reads a trace. Throws `invalid-argument` for what is none, naming the line, and `unsupported` for one of another version. It may come from
 * anybody: nothing of it is run.
 */
export function readTrace(text: string): Trace {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first, ...rest] = lines.map(parse);
  return { header: headerOf(first), entries: rest.map(entryOf) };
}

function parse(line: string, index: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    return refuse(index, 'is no JSON', cause);
  }
}

function headerOf(line: unknown): TraceHeader {
  if (!isRecord(line) || !('jackfieldTrace' in line)) return refuse(0, 'is no header of a trace');
  const { jackfieldTrace, adapter, capabilities, limits } = line;
  if (jackfieldTrace !== traceVersion)
    throw new RtcError({
      code: 'unsupported',
      message: `This is a trace of version ${String(jackfieldTrace)}; version ${String(traceVersion)} can be read.`,
    });
  if (typeof adapter !== 'string' || !isRecord(capabilities) || !isRecord(limits))
    return refuse(0, 'names no adapter with claims and limits');
  return line as Readonly<Record<string, unknown>> & TraceHeader;
}

function entryOf(line: unknown, index: number): TraceEntry {
  if (!isRecord(line)) return refuse(index + 1, 'is no entry');
  const { at, leg, kind, id, name, error } = line;
  if (typeof at !== 'number' || typeof leg !== 'number' || !kinds.has(kind))
    return refuse(index + 1, 'is no entry');
  const numbered = kind === 'command' || kind === 'settled' || kind === 'failed';
  if (numbered && typeof id !== 'number') return refuse(index + 1, 'has no number of its call');
  if ((kind === 'command' || kind === 'fact') && typeof name !== 'string')
    return refuse(index + 1, 'has no name');
  const fails = kind === 'failed' || kind === 'closed';
  if (
    fails &&
    !(isRecord(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string')
  )
    return refuse(index + 1, 'has no error');
  return line as Readonly<Record<string, unknown>> & TraceEntry;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(index: number, what: string, cause?: unknown): never {
  throw new RtcError({
    code: 'invalid-argument',
    message: `Line ${String(index + 1)} of the trace ${what}.`,
    cause,
  });
}
