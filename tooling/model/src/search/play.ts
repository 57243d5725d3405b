import { noLeaks } from '@jackfield/core/testing';
import type { Counts } from './counts.ts';
import { checkAlways, checkQuiet } from '../invariants/always.ts';
import { checkRest } from '../invariants/rest.ts';
import { microtasks } from '../microtasks.ts';
import { roomName } from '../game/names.ts';
import { operations } from '../operations.ts';
import { plug } from '../operations/browser.ts';
import { restorePublications } from '../operations/facts.ts';
import { dispose } from '../operations/life.ts';
import { restore } from '../operations/network.ts';
import { endWatches } from '../operations/signals.ts';
import { endFaults } from '../operations/vendor.ts';
import type { Scenario, Step } from './scenario.ts';
import { isInRoom } from '../site.ts';
import { must, Violation } from './violation.ts';
import { createWorld, rethrow, type World } from '../game/world.ts';

/** Longer than everything that core waits for before it tries again, or gives up. */
const restMs = 200_000;

/**
 * Plays a scenario: its steps one after another, then an end to all faults and rest, then the end of the session. Rejects
 * with a {@link Violation} as soon as something is not as it must be.
 */
export async function play({ setup, steps }: Scenario, counts?: Counts): Promise<void> {
  const world = createWorld(setup, counts);
  for (const step of steps) await take(world, step);
  await rest(world);
  checkRest(world);
  counts?.add(`ends ${world.session.state.status}`);
  if (!world.disposed) dispose(world);
  await world.clock.advance(restMs);
  checkGone(world);
}

async function take(world: World, step: Step): Promise<void> {
  const operation = operations[step.op];
  if (!operation) throw new RangeError(`There is no operation "${step.op}".`);
  world.counts?.add(`op: ${step.op}`);
  world.turn += 1;
  // Nothing on the fake is waited for: what follows comes between its steps.
  void operation.run(world, step);
  checkAlways(world);
  if (step.ms !== undefined) {
    await world.clock.advance(step.ms, () => {
      checkAlways(world);
    });
    if (step.ms > 0) checkQuiet(world);
    return;
  }
  await microtasks(step.micro ?? 0);
  checkAlways(world);
}

/** Everything that went wrong is mended, and everything has the time that it needs. */
async function rest(world: World): Promise<void> {
  const { browser, sites, session, clock, commands } = world;
  const { devices, elements } = browser;
  endFaults(world);
  // What is read many times a second has nothing to say at rest.
  endWatches(world);
  for (const site of sites) {
    site.cloud.room(roomName).open();
    site.cloud.start();
    restore(site, 'resumed');
    restorePublications(site);
  }
  world.slowMs = 0;
  for (const id of ['mic-1', 'mic-2', 'cam-1', 'cam-2']) {
    devices.setFault(id, undefined);
    plug(devices, id);
  }
  for (const track of browser.tracks.live) if (track.source.origin === 'device') track.setMuted(false);
  if (world.frozen) browser.page.fire('resume');
  browser.page.fire('visible');
  elements.gesture();
  devices.permissions.set('granted');
  devices.picker.answer = 'choose';
  // What is answered may ask again.
  for (let round = 0; round < 4; round += 1) {
    for (const prompt of devices.permissions.prompts) prompt.allow();
    for (const picker of devices.picker.open) picker.choose();
    await clock.settle();
  }
  await clock.advance(restMs);
  if (session.snapshot.playbackBlocked) commands.run('resume-playback', () => session.playback.resume());
  await clock.advance(11_000);
  world.counts?.add('virtual seconds', Math.round(clock.now() / 1000));
}

/** Nothing is left. */
function checkGone(world: World): void {
  const { session, browser, clock, sites, commands } = world;
  rethrow(world);
  commands.check();
  commands.checkSettled();
  const { state } = session;
  must(state.status === 'ended' && state.reason === 'disposed', 'not-disposed', () => state.status);
  const { timers, ...left } = browser.leaks();
  const { timers: noTimers, ...nothing } = noLeaks;
  const open = [...timers, ...clock.delays];
  must(open.length === noTimers.length, 'left-timers', () => open.join());
  must(JSON.stringify(left) === JSON.stringify(nothing), 'left-open', () => JSON.stringify(left));
  if (!world.excuses.has('vendor-lies'))
    for (const site of sites) must(!isInRoom(site), 'ghost', () => 'after dispose');
}

/** What a scenario breaks, or undefined. Anything else than a violation that is thrown counts as one. */
export async function violationOf(scenario: Scenario, counts?: Counts): Promise<Violation | undefined> {
  try {
    await play(scenario, counts);
    return undefined;
  } catch (error) {
    if (error instanceof Violation) return error;
    return new Violation('threw', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
