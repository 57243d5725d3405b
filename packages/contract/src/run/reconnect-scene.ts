import type { Rig } from '../rig/rig.ts';
import { eventually } from './scene.ts';
import type { Side } from '../rig/side.ts';
import type { WorldAction } from '../rig/world-action.ts';

/** Cuts the way of a side and waits until its session says so. */
export async function cut(rig: Rig, side: Side, how?: { readonly reportLeaves?: boolean }): Promise<void> {
  await rig.world.cut(side, how);
  await eventually(rig, 'reconnecting', () => side.session.state.status === 'reconnecting');
}

/** Brings the way back and waits until the session says so. */
export async function restore(rig: Rig, side: Side, mode: 'resumed' | 'restarted'): Promise<void> {
  await rig.world.restore(side, mode);
  await eventually(rig, 'joined again', () => side.session.state.status === 'joined');
}

/** Waits until the session says that a source is published. A vendor may take as long as core gives it, which is the longest wait. */
export async function countsAsPublished(
  rig: Rig,
  side: Side,
  source: 'microphone' | 'camera',
): Promise<void> {
  const holds = (): boolean => side.session[source].state.publication.status === 'published';
  await eventually(rig, `the ${source} counts as published`, holds, 2 * rig.patience);
}

/** What a rig must be able to do for that. */
export const drivable = (mode: 'resumed' | 'restarted'): readonly WorldAction[] => [
  'cut-network',
  `restore-${mode}`,
];
