import { EmulatorError } from '../emulator-error.ts';
import type { AliyunEmulator } from '../emulator-types.ts';
import type { FaultHandle } from '../fault-types.ts';
import { asObject, asText } from '../http/json-shape.ts';
import { parseFault, numberOf, optional } from './parse-fault.ts';
import { participantActions } from './participant-actions.ts';
import { roomOf, userOf } from './user-of.ts';

/** A request of the control interface. */
export interface ControlRequest {
  readonly url: URL;
  readonly body: unknown;
}

/** One control: does something to the emulator and returns what to answer. */
export type ControlAction = (emulator: AliyunEmulator, request: ControlRequest) => unknown;

/** The controls by method and path. */
export const controlActions: ReadonlyMap<string, ControlAction> = new Map<string, ControlAction>([
  ['GET /v1/sessions', (emulator) => emulator.sessions()],
  ['GET /v1/usage', (emulator) => emulator.usage()],
  ['GET /v1/records', (emulator, { url }) => emulator.records(Number(url.searchParams.get('since') ?? 0))],
  [
    'POST /v1/credentials',
    (emulator, { body }) => {
      const lifetimeSeconds = numberOf(asObject(body, 'the body')['lifetimeSeconds'], 'lifetimeSeconds');
      return emulator.credential({ ...userOf(body), ...optional('lifetimeSeconds', lifetimeSeconds) });
    },
  ],
  ['GET /v1/faults', (emulator) => emulator.faults().map(describe)],
  ['POST /v1/faults', (emulator, { body }) => describe(emulator.fault(parseFault(body)))],
  ['POST /v1/faults/release', (emulator, { body }) => findFault(emulator, body).release()],
  ['POST /v1/faults/remove', (emulator, { body }) => findFault(emulator, body).remove()],
  ['POST /v1/faults/clear', (emulator) => emulator.clearFaults()],
  ['POST /v1/kick', (emulator, { body }) => emulator.kick(userOf(body))],
  ['POST /v1/rooms/close', (emulator, { body }) => emulator.closeRoom(roomOf(body))],
  ['POST /v1/rooms/open', (emulator, { body }) => emulator.openRoom(roomOf(body))],
  [
    'POST /v1/signal-error',
    (emulator, { body }) =>
      emulator.signalError(userOf(body), asObject(asObject(body, 'the body')['detail'], 'detail')),
  ],
  [
    'POST /v1/media/impair',
    (emulator, { body }) => {
      const { loss, delayMs } = asObject(body, 'the body');
      emulator.impairMedia(userOf(body), {
        ...optional('loss', numberOf(loss, 'loss')),
        ...optional('delayMs', numberOf(delayMs, 'delayMs')),
      });
    },
  ],
  ['POST /v1/media/kill', (emulator, { body }) => emulator.killMedia(userOf(body))],
  ['POST /v1/turn/kill', (emulator) => emulator.killTurn()],
  ['POST /v1/turn/restore', (emulator) => emulator.restoreTurn()],
  [
    'POST /v1/suspend',
    (emulator, { body }) => emulator.suspend({ forget: asObject(body, 'the body')['forget'] === true }),
  ],
  ['POST /v1/resume', (emulator) => emulator.resume()],
  ...participantActions,
]);

function describe({ id, fault, hits }: FaultHandle): unknown {
  return { id, fault, hits };
}

function findFault(emulator: AliyunEmulator, body: unknown): FaultHandle {
  const id = asText(asObject(body, 'the body')['id'], 'id', 32);
  const found = emulator.faults().find((fault) => fault.id === id);
  if (found === undefined) throw new EmulatorError('not-found', `there is no fault "${id}", or it has ended`);
  return found;
}
