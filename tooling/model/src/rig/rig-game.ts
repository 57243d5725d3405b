import type { RigFactory } from '@jackfield/contract';
import type { Counts } from '../search/counts.ts';
import type { Game } from '../game/game.ts';
import { microtasks } from '../microtasks.ts';
import type { ScenarioOf, Step } from '../search/scenario.ts';
import { setupChoices } from '../game/setup.ts';
import { must, Violation } from '../search/violation.ts';
import { checkRigAlways, checkRigRest } from './check-rig.ts';
import { restRig } from './rest-rig.ts';
import { rigOperations } from './rig-operations.ts';
import { createRigRun, type RigRun } from './rig-run.ts';
import type { RigSetup } from './rig-setup.ts';

const join: Step = { op: 'join', ms: 200 };
const bea: Step = { op: 'come', who: 'bea', source: 'microphone', ms: 200 };

/** Runs on the rigs of any adapter, by what the contract knows of it: the vendor's side of what must hold. */
export function rigGame(factory: RigFactory): Game<RigSetup> {
  async function play({ setup, steps }: ScenarioOf<RigSetup>, counts?: Counts): Promise<void> {
    const rig = await factory.create();
    try {
      const side = await rig.side({ userId: 'ann', session: setup });
      const cannot = new Set<string>(factory.cannot.map(({ action }) => action));
      const run = createRigRun(rig, { side, counts, can: (action) => !cannot.has(action) });
      for (const step of steps) await take(run, step, counts);
      await restRig(run);
      await checkRigRest(run);
      counts?.add(`ends ${side.session.state.status}`);
      await checkGone(run);
    } finally {
      await rig.dispose();
    }
  }
  return {
    operations: rigOperations,
    setups: { subscriptions: setupChoices.subscriptions, deviceLoss: setupChoices.deviceLoss },
    beginnings: [[join], [join, bea], []],
    maxSteps: 10,
    async violationOf(scenario, counts) {
      try {
        await play(scenario, counts);
        return undefined;
      } catch (error) {
        if (error instanceof Violation) return error;
        return new Violation(
          'threw',
          error instanceof Error ? (error.stack ?? error.message) : String(error),
        );
      }
    },
  };
}

async function take(run: RigRun, step: Step, counts: Counts | undefined): Promise<void> {
  const operation = rigOperations[step.op];
  if (!operation) throw new RangeError(`There is no operation "${step.op}".`);
  counts?.add(`op: ${step.op}`);
  await operation.run(run, step);
  await checkRigAlways(run);
  if (step.ms !== undefined) await run.rig.world.pass(step.ms);
  else await microtasks(step.micro ?? 0);
  await checkRigAlways(run);
}

/** Nothing is left. */
async function checkGone(run: RigRun): Promise<void> {
  const { rig, side, commands } = run;
  run.disposed = true;
  commands.run('dispose', () => side.session.dispose());
  // A driver that does not let go is disposed of after its bound, and a minute.
  await rig.world.pass(70_000);
  await rig.settle();
  commands.checkSettled();
  const left = await rig.world.leftovers(side);
  must(left.length === 0, 'left-open', () => left.join());
  must((await rig.world.presences(side.userId)) === 0, 'ghost', () => 'after dispose');
}
