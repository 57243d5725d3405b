import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { watchUntil } from './look.ts';
import { colourTrack } from './peers.ts';
import type { MediaRig } from './rig.ts';

/** Shows a red camera in an element of its own. Resolves with the element once the picture moves. */
export async function showPicture(rig: MediaRig): Promise<HTMLVideoElement> {
  const view = rig.view();
  rig.media.setExpected(camera, true);
  rig.media.attach(camera, view);
  rig.media.setTrack(camera, colourTrack('rgb(255,0,0)'));
  await watchUntil(
    () => rig.told.render,
    (seen) => seen === 'playing',
  );
  return view;
}

const camera: RemoteSourceKey = { participantId: 'p1', source: 'camera' };
