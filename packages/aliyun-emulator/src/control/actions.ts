import {
  asObject,
  commonActions,
  type ControlAction,
  numberOf,
  optional,
  roomOf,
  userOf,
} from '@jackfield/emulator-kit';

import type { AliyunEmulator } from '../emulator/emulator-types.ts';
import { answerParts, eventNames, requestNames, type AliyunFaultWords } from '../faults/fault-types.ts';
import { participantActions } from './participant-actions.ts';

/** The controls by method and path. */
export const controlActions: ReadonlyMap<string, ControlAction<AliyunEmulator>> = new Map<
  string,
  ControlAction<AliyunEmulator>
>([
  ...commonActions<AliyunFaultWords, AliyunEmulator>({
    requests: requestNames,
    events: eventNames,
    parts: answerParts,
  }),
  [
    'POST /v1/credentials',
    (emulator, { body }) => {
      const lifetimeSeconds = numberOf(asObject(body, 'the body')['lifetimeSeconds'], 'lifetimeSeconds');
      return emulator.credential({ ...userOf(body), ...optional('lifetimeSeconds', lifetimeSeconds) });
    },
  ],
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
