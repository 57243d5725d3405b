import { deviceKinds } from '../game/names.ts';
import type { RigRun } from './rig-run.ts';

/** Longer than what core and adapters wait for before they try again, in milliseconds. */
const restMs = 75_000;

/** The way to the vendor is back, if it was cut in this call. */
export async function restoreRig(run: RigRun): Promise<void> {
  const { rig, side, can } = run;
  if (!run.cut) return;
  run.cut = false;
  const { status } = side.session.state;
  if (status !== 'joined' && status !== 'reconnecting') return;
  await rig.world.restore(side, can('restore-resumed') ? 'resumed' : 'restarted');
}

/** Everything that went wrong is mended, and everything has the time that it needs. */
export async function restRig(run: RigRun): Promise<void> {
  const { rig, side, held, unplugged } = run;
  const { world } = rig;
  for (const release of held) await release();
  held.clear();
  await restoreRig(run);
  for (const source of unplugged) await world.setPlugged(side, source, true);
  unplugged.clear();
  for (const source of deviceKinds) await world.setBusy(side, source, false);
  await world.answerPicker(side, 'choose');
  await world.gesture(side);
  await world.pass(restMs);
  await rig.settle();
}
