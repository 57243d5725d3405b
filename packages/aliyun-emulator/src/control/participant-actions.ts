import { EmulatorError } from '../emulator-error.ts';
import type { AliyunEmulator } from '../emulator-types.ts';
import { BadRequest } from '../http/bad-request.ts';
import { asObject, asText } from '../http/json-shape.ts';
import { streamLabels } from '../labels.ts';
import type { EmulatedParticipant } from '../participant/participant-types.ts';
import type { ParticipantMedia } from '../participant/synthetic-publication.ts';
import { vp8Frames, type FrameColour } from '../participant/vp8-frames.ts';
import type { ControlAction } from './actions.ts';
import { numberOf, oneOf, optional } from './parse-fault.ts';
import { userOf } from './user-of.ts';

const colours = Object.keys(vp8Frames).filter((name): name is FrameColour => name in vp8Frames);

/** Controls of scripted participants. */
export const participantActions: readonly (readonly [string, ControlAction])[] = [
  ['GET /v1/participants', (emulator) => emulator.participants().map(describe)],
  [
    'POST /v1/participants',
    (emulator, { body }) => {
      const { displayName } = asObject(body, 'the body');
      const name = displayName === undefined ? undefined : asText(displayName, 'displayName', 256);
      return describe(emulator.addParticipant({ ...userOf(body), ...optional('displayName', name) }));
    },
  ],
  ['POST /v1/participants/publish', (emulator, { body }) => find(emulator, body).publish(mediaOf(body))],
  [
    'POST /v1/participants/set-active',
    (emulator, { body }) => {
      const { label, active } = asObject(body, 'the body');
      find(emulator, body).setActive(oneOf(label, 'label', streamLabels), flag(active, 'active') ?? true);
    },
  ],
  [
    'POST /v1/participants/set-muted',
    (emulator, { body }) => {
      const { microphone, camera } = asObject(body, 'the body');
      find(emulator, body).setMuted({
        ...optional('microphone', flag(microphone, 'microphone')),
        ...optional('camera', flag(camera, 'camera')),
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

function mediaOf(body: unknown): ParticipantMedia {
  const { microphone, camera, screen } = asObject(body, 'the body');
  const picture = (value: unknown, what: string): { colour: FrameColour } | undefined =>
    value === undefined
      ? undefined
      : { colour: oneOf(asObject(value, what)['colour'], `${what}.colour`, colours) };
  const toneHz =
    microphone === undefined ? undefined : numberOf(asObject(microphone, 'microphone')['toneHz'], 'toneHz');
  return {
    ...optional('microphone', toneHz === undefined ? undefined : { toneHz }),
    ...optional('camera', picture(camera, 'camera')),
    ...optional('screen', picture(screen, 'screen')),
  };
}

function flag(value: unknown, what: string): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean')
    throw new BadRequest(`${what} must be true or false`);
  return value;
}
