import { expect, it } from 'vitest';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { createLoopback } from '../loopback.ts';
import { createEye, watchUntil } from './look.ts';
import { colourTrack } from './peers.ts';
import { createMediaRig } from './rig.ts';

const red: RemoteSourceKey = { participantId: 'p1', source: 'camera' };
const blue: RemoteSourceKey = { participantId: 'p2', source: 'camera' };

it('an element shows what was attached last, own or remote, and late undos touch nothing', async () => {
  const rig = createMediaRig();
  const { local } = createLoopback();
  const view = rig.view();
  const look = createEye(view);
  for (const [key, colour] of [
    [red, 'rgb(255,0,0)'],
    [blue, 'rgb(0,0,255)'],
  ] as const) {
    rig.media.setExpected(key, true);
    rig.media.setTrack(key, colourTrack(colour));
  }
  await local.camera.enable();
  const own = local.camera.attach(view);
  const preview = view.srcObject;
  await watchUntil(look, (seen) => seen.startsWith('rgb'));
  const first = rig.media.attach(red, view);
  await watchUntil(look, (seen) => seen === 'red');
  rig.media.attach(blue, view);
  await watchUntil(look, (seen) => seen === 'blue');
  own();
  first();
  // Whoever draws anew shows the old picture of the element for a moment: the stream is what tells.
  const shown = view.srcObject;
  expect(shown).not.toBeNull();
  expect(look()).toBe('blue');
  local.camera.attach(view);
  expect(view.srcObject).toBe(preview);
  await watchUntil(look, (seen) => seen.startsWith('rgb'));
  rig.media.setTrack(blue, colourTrack('rgb(255,0,0)'));
  expect(view.srcObject).toBe(preview);
});
