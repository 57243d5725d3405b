import {
  asObject,
  commonActions,
  flagOf,
  numberOf,
  optional,
  type ControlAction,
} from '@jackfield/emulator-kit';

import type { TrtcEmulator, UplinkQuality } from '../emulator/emulator-types.ts';
import { answerParts, eventNames, requestNames, type TrtcFaultWords } from '../faults/fault-words.ts';
import { sourceKinds, type SourceKind } from '../wire/source-kinds.ts';
import { participantActions } from './participant-actions.ts';
import { roomOf, userOf } from './user-of.ts';

/** The controls by method and path. */
export const controlActions: ReadonlyMap<string, ControlAction<TrtcEmulator>> = new Map<
  string,
  ControlAction<TrtcEmulator>
>([
  ...commonActions<TrtcFaultWords, TrtcEmulator>({
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
  ['POST /v1/ban', (emulator, { body }) => emulator.ban(userOf(body))],
  ['POST /v1/unban', (emulator, { body }) => emulator.unban(userOf(body))],
  [
    'POST /v1/rooms/disband',
    (emulator, { body }) =>
      emulator.disband(
        roomOf(body),
        optional('closed', flagOf(asObject(body, 'the body')['closed'], 'closed')),
      ),
  ],
  ['POST /v1/rooms/open', (emulator, { body }) => emulator.openRoom(roomOf(body))],
  [
    'POST /v1/mute',
    (emulator, { body }) => {
      const fields = asObject(body, 'the body');
      const muted: Partial<Record<SourceKind, boolean>> = {};
      for (const kind of sourceKinds) Object.assign(muted, optional(kind, flagOf(fields[kind], kind)));
      emulator.muteByServer(userOf(body), muted);
    },
  ],
  ['POST /v1/quality', (emulator, { body }) => emulator.setQuality(userOf(body), qualityOf(body))],
  [
    'POST /v1/sockets/cut',
    (emulator, { body }) =>
      emulator.cutSocket(
        userOf(body),
        optional('forget', flagOf(asObject(body, 'the body')['forget'], 'forget')),
      ),
  ],
  ['POST /v1/sockets/silence', (emulator, { body }) => void emulator.silence(userOf(body))],
  ['POST /v1/media/kill', (emulator, { body }) => emulator.killMedia(userOf(body))],
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
  [
    'POST /v1/suspend',
    (emulator, { body }) => emulator.suspend({ forget: asObject(body, 'the body')['forget'] === true }),
  ],
  ['POST /v1/resume', (emulator) => emulator.resume()],
  ...participantActions,
]);

/** What is left out of a quality stays counted; a body with none of it ends what was set. */
function qualityOf(body: unknown): UplinkQuality | undefined {
  const fields = asObject(body, 'the body');
  const names = ['rtt', 'expectAudPkg', 'recvAudPkg', 'expectVidPkg', 'recvVidPkg'] as const;
  const quality = Object.assign(
    {},
    ...names.map((name) => optional(name, numberOf(fields[name], name))),
  ) as UplinkQuality;
  return Object.keys(quality).length === 0 ? undefined : quality;
}
