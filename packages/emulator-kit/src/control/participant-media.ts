import { asObject } from '../http/json-shape.ts';
import type { ParticipantMedia } from '../played/played-media.ts';
import { vp8Frames, type FrameColour } from '../played/vp8-frames.ts';
import { numberOf, oneOf, optional } from './fields.ts';

const colours = Object.keys(vp8Frames).filter((name): name is FrameColour => name in vp8Frames);

/** Reads what a played participant shall send from a body. */
export function participantMediaOf(body: unknown): ParticipantMedia {
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
