import { mediaKindOf } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import type { BareDriver, DriverFact } from '../rig/bare-driver.ts';
import { createFactExpander } from '../rig/expand-facts.ts';
import { factsOf, sinkOf } from '../rig/fact-sink.ts';
import type { NodePage } from './node-vendor.ts';

/** Makes a driver without a session, of an adapter that is preloaded. Its facts are taken apart, as clauses count single ones. */
export function createBareDriver(
  adapter: RtcAdapter,
  { page, room, userId }: { readonly page: NodePage; readonly room: string; readonly userId: string },
): BareDriver {
  const facts: DriverFact[] = [];
  const { expand, know } = createFactExpander();
  const driver = adapter.createDriver(
    sinkOf((fact) => facts.push(...expand(fact))),
    page.environment,
  );
  return {
    userId,
    adapter,
    driver,
    facts,
    of: (name) => factsOf(facts, name),
    // Not async: what a driver throws before there is a promise must be seen.
    join(request = {}) {
      const { signal } = new AbortController();
      const usual = { room, userId, displayName: '', role: undefined, local: [], signal };
      return driver.doJoin({ ...usual, purpose: 'main', ...request }).then((joined) => {
        know(joined.roster);
        return joined;
      });
    },
    publication: (source, { muted = false } = {}) => ({
      source,
      track: page.tracks.create({ kind: mediaKindOf(source), origin: 'test', label: source }),
      muted,
      contentHint: '',
    }),
  };
}
