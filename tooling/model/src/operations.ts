import type { Operations } from './operation.ts';
import { browserOperations } from './operations/browser.ts';
import { legOperations } from './operations/legs.ts';
import { factOperations } from './operations/facts.ts';
import { lifeOperations } from './operations/life.ts';
import { networkOperations } from './operations/network.ts';
import { otherOperations } from './operations/others.ts';
import { peopleOperations } from './operations/people.ts';
import { signalOperations } from './operations/signals.ts';
import { sourceOperations } from './operations/sources.ts';
import { vendorFaults } from './operations/vendor.ts';
import type { World } from './game/world.ts';

/** Everything that may happen in a run, by name. */
export const operations: Operations<World> = {
  ...lifeOperations,
  ...legOperations,
  ...sourceOperations,
  ...otherOperations,
  ...peopleOperations,
  ...vendorFaults,
  ...factOperations,
  ...signalOperations,
  ...networkOperations,
  ...browserOperations,
  /** Nothing but time. */
  wait: { weight: 6, choices: {}, run: () => undefined },
};
