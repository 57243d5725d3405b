import {
  asObject,
  asText,
  EmulatorError,
  flagOf,
  numberOf,
  optional,
  participantMediaOf,
  type ControlAction,
} from '@jackfield/emulator-kit';

import type { TrtcEmulator } from '../emulator/emulator-types.ts';
import type { EmulatedParticipant } from '../participant/participant-types.ts';
import { userOf } from './user-of.ts';

/** Controls of scripted participants. */
export const participantActions: readonly (readonly [string, ControlAction<TrtcEmulator>])[] = [
  ['GET /v1/participants', (emulator) => emulator.participants().map(describe)],
  ['POST /v1/participants', (emulator, { body }) => describe(emulator.addParticipant(userOf(body)))],
  [
    'POST /v1/participants/publish',
    (emulator, { body }) => find(emulator, body).publish(participantMediaOf(body)),
  ],
  [
    'POST /v1/participants/set-muted',
    (emulator, { body }) => {
      const { microphone, camera, screen } = asObject(body, 'the body');
      find(emulator, body).setMuted({
        ...optional('microphone', flagOf(microphone, 'microphone')),
        ...optional('camera', flagOf(camera, 'camera')),
        ...optional('screen', flagOf(screen, 'screen')),
      });
    },
  ],
  ['POST /v1/participants/stall', (emulator, { body }) => find(emulator, body).stall()],
  ['POST /v1/participants/unpublish', (emulator, { body }) => find(emulator, body).unpublish()],
  [
    'POST /v1/participants/message',
    (emulator, { body }) => {
      const { cmdId, text } = asObject(body, 'the body');
      const data = new TextEncoder().encode(asText(text, 'text', 1000));
      find(emulator, body).sendMessage({ cmdId: numberOf(cmdId, 'cmdId') ?? 1, data });
    },
  ],
  ['POST /v1/participants/leave', (emulator, { body }) => find(emulator, body).leave()],
  [
    'POST /v1/participants/crash',
    (emulator, { body }) => {
      const noticedAfterMs = numberOf(asObject(body, 'the body')['noticedAfterMs'], 'noticedAfterMs');
      find(emulator, body).crash(optional('noticedAfterMs', noticedAfterMs));
    },
  ],
];

function describe({ room, userId, state, reason, events }: EmulatedParticipant): unknown {
  return { room, userId, state, reason, events };
}

function find(emulator: TrtcEmulator, body: unknown): EmulatedParticipant {
  const { room, userId } = userOf(body);
  const found = emulator.participants().find((item) => item.room === room && item.userId === userId);
  if (found === undefined)
    throw new EmulatorError('not-found', `there is no participant "${userId}" in "${room}"`);
  return found;
}
