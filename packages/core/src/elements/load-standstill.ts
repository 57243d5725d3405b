import { importPart } from '../errors/import-part.ts';
import type * as Standstill from './standstill.ts';

/**
 * Gives the code that watches whether an element stands still: at once where it is there, else when it has come. Nothing stands still before
 * something plays, so the first element loads it. Rejects `network`, and loads anew for the next element.
 */
export async function withStandstill(run: (watch: Watch, late: boolean) => void): Promise<void> {
  if (loaded) run(loaded.watchStandstill, false);
  else {
    loaded = await importPart(() => import('./standstill.ts'));
    run(loaded.watchStandstill, true);
  }
}

type StandstillModule = Pick<typeof Standstill, 'watchStandstill'>;
type Watch = StandstillModule['watchStandstill'];

let loaded: StandstillModule | undefined;

/** Gives that code where it is there already: tests with a clock of their own do not wait for an import. */
export function provideStandstill(module: StandstillModule): void {
  loaded = module;
}
