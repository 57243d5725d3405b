import { operationsOf } from '../operation.ts';
import type { World } from '../game/world.ts';

/** Describes something that may happen on the fake. */
export const operation: ReturnType<typeof operationsOf<World>> = operationsOf<World>();
