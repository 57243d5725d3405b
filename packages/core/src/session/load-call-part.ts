import { importPart } from '../errors/import-part.ts';
import type * as CallPart from './call-part.ts';

/** Loads the code that only a call needs, once a page. Rejects `network` with what to do about it. */
export async function loadCallPart(): Promise<CallModule> {
  return (loaded ??= await importPart(() => import('./call-part.ts')));
}

type CallModule = Pick<typeof CallPart, 'openCallPart'>;

let loaded: CallModule | undefined;

/** Gives that code where it is there already: tests with a clock of their own do not wait for an import. */
export function provideCallPart(module: CallModule): void {
  loaded = module;
}
