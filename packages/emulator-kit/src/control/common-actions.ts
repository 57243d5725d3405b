import { EmulatorError } from '../errors/emulator-error.ts';
import type { FaultHandle, FaultWords, SignallingFault } from '../faults/fault-types.ts';
import { asObject, asText } from '../http/json-shape.ts';
import type { EmulatorRecord } from '../record/recorder.ts';
import type { ControlAction } from './control-port.ts';
import { parseFault, type FaultVocabulary } from './parse-fault.ts';

/** What every emulator has: people, numbers, a record and faults. */
export interface CommonEmulator<W extends FaultWords> {
  /** Everybody who is there. */
  sessions(): readonly unknown[];
  /** Everything that is held, in numbers. */
  usage(): unknown;
  /** How often each thing was logged. */
  counts(): Readonly<Record<string, number>>;
  /** What happened after an entry. */
  records(since?: number): readonly EmulatorRecord[];
  /** Sets a fault. */
  fault(fault: SignallingFault<W>): FaultHandle<SignallingFault<W>>;
  /** The faults that are set. */
  faults(): readonly FaultHandle<SignallingFault<W>>[];
  /** Ends every fault. */
  clearFaults(): void;
}

/** The controls that every emulator has. */
export function commonActions<W extends FaultWords, E extends CommonEmulator<W>>(
  words: FaultVocabulary<W>,
): readonly (readonly [string, ControlAction<E>])[] {
  const describe = ({ id, fault, hits }: FaultHandle<SignallingFault<W>>): unknown => ({ id, fault, hits });
  const find = (emulator: E, body: unknown): FaultHandle<SignallingFault<W>> => {
    const id = asText(asObject(body, 'the body')['id'], 'id', 32);
    const found = emulator.faults().find((fault) => fault.id === id);
    if (found === undefined)
      throw new EmulatorError('not-found', `there is no fault "${id}", or it has ended`);
    return found;
  };
  return [
    ['GET /v1/sessions', (emulator) => emulator.sessions()],
    ['GET /v1/usage', (emulator) => emulator.usage()],
    ['GET /v1/counts', (emulator) => emulator.counts()],
    ['GET /v1/records', (emulator, { url }) => emulator.records(Number(url.searchParams.get('since') ?? 0))],
    ['GET /v1/faults', (emulator) => emulator.faults().map(describe)],
    ['POST /v1/faults', (emulator, { body }) => describe(emulator.fault(parseFault(body, words)))],
    ['POST /v1/faults/release', (emulator, { body }) => find(emulator, body).release()],
    ['POST /v1/faults/remove', (emulator, { body }) => find(emulator, body).remove()],
    ['POST /v1/faults/clear', (emulator) => emulator.clearFaults()],
  ];
}
