import {
  asObject,
  asText,
  type ControlAction,
  EmulatorError,
  flagOf,
  numberOf,
  oneOf,
  optional,
  participantMediaOf,
  userOf,
} from '@jackfield/emulator-kit';

import type { AliyunEmulator } from '../emulator/emulator-types.ts';
import type { EmulatedParticipant } from '../participant/participant-types.ts';
import { streamLabels } from '../wire/labels.ts';

/** Controls of scripted participants. */
export const participantActions: readonly (readonly [string, ControlAction<AliyunEmulator>])[] = [
  ['GET /v1/participants', (emulator) => emulator.participants().map(describe)],
  [
    'POST /v1/participants',
    (emulator, { body }) => {
      const { displayName } = asObject(body, 'the body');
      const name = displayName === undefined ? undefined : asText(displayName, 'displayName', 256);
      return describe(emulator.addParticipant({ ...userOf(body), ...optional('displayName', name) }));
    },
  ],
  [
    'POST /v1/participants/publish',
    (emulator, { body }) => find(emulator, body).publish(participantMediaOf(body)),
  ],
  [
    'POST /v1/participants/set-active',
    (emulator, { body }) => {
      const { label, active } = asObject(body, 'the body');
      find(emulator, body).setActive(oneOf(label, 'label', streamLabels), flagOf(active, 'active') ?? true);
    },
  ],
  [
    'POST /v1/participants/set-muted',
    (emulator, { body }) => {
      const { microphone, camera } = asObject(body, 'the body');
      find(emulator, body).setMuted({
        ...optional('microphone', flagOf(microphone, 'microphone')),
        ...optional('camera', flagOf(camera, 'camera')),
      });
    },
  ],
  ['POST /v1/participants/stall', (emulator, { body }) => find(emulator, body).stall()],
  ['POST /v1/participants/unpublish', (emulator, { body }) => find(emulator, body).unpublish()],
  ['POST /v1/participants/leave', (emulator, { body }) => find(emulator, body).leave()],
  [
    'POST /v1/participants/crash',
    (emulator, { body }) => {
      const noticedAfterMs = numberOf(asObject(body, 'the body')['noticedAfterMs'], 'noticedAfterMs');
      find(emulator, body).crash(optional('noticedAfterMs', noticedAfterMs));
    },
  ],
];

function describe({ room, userId, state, byeCode, events }: EmulatedParticipant): unknown {
  return { room, userId, state, byeCode, events };
}

function find(emulator: AliyunEmulator, body: unknown): EmulatedParticipant {
  const { room, userId } = userOf(body);
  const found = emulator.participants().find((item) => item.room === room && item.userId === userId);
  if (found === undefined)
    throw new EmulatorError('not-found', `there is no participant "${userId}" in "${room}"`);
  return found;
}
