import type { World } from '../game/world.ts';
import { checkQuiet } from './always.ts';
import { checkIntents } from './intents.ts';
import { checkDevices, checkPublications } from './local.ts';
import { checkRoster } from './roster.ts';
import { checkSubscriptions } from './subscriptions.ts';

/** What holds when every fault is over and everything that takes time has had it. */
export function checkRest(world: World): void {
  checkQuiet(world);
  world.commands.checkSettled();
  checkDevices(world);
  checkIntents(world);
  checkPublications(world);
  checkRoster(world);
  checkSubscriptions(world);
}
