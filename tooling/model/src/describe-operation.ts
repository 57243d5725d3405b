import { operationsOf } from './operation.ts';
import type { World } from './world.ts';

/** Describes something that may happen on the fake. */
export const operation: ReturnType<typeof operationsOf<World>> = operationsOf<World>();
