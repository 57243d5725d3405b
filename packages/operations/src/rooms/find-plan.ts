import type { MovePlan, RoomMoveOptions } from './room-moves.ts';

/**
 * Gets a plan by its name; undefined of one that the app does not hold. A name comes from anybody: it may be that of something that every object
 * has, so what is found has to be a plan.
 */
export async function findPlan(plans: RoomMoveOptions['plans'], plan: string): Promise<MovePlan | undefined> {
  try {
    const found: unknown = await plans(plan);
    return isPlan(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether something is a plan: it has an adapter. */
export function isPlan(value: unknown): value is MovePlan {
  if (typeof value !== 'object' || value === null || !('adapter' in value)) return false;
  const { adapter } = value;
  return (
    typeof adapter === 'object' &&
    adapter !== null &&
    'createDriver' in adapter &&
    typeof adapter.createDriver === 'function'
  );
}
