import type { CallHost } from '../app/call-host.ts';
import type { HostTools } from '../host/host-tools.svelte.ts';
import { keysOf, type Keys } from './keys-of.ts';

/** Finds out how the keys of the call stand that the page is in. Reactive where it is read. */
export function keysHere(
  { adapter, view }: Pick<CallHost, 'adapter' | 'view'>,
  { state }: Pick<HostTools, 'state'>,
): Keys {
  return keysOf({
    encrypts: adapter.capabilities.endToEndEncryption,
    people: view.people.map(({ info }) => info),
    host: state,
  });
}
