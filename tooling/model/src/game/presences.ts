import { internalsOf } from '../../../../packages/core/src/session/internals.ts';
import { renderedFrom, type Presence } from '../../../../packages/core/src/state/person.ts';
import type { SourceKind } from '@jackfield/core';
import type { Site } from '../site.ts';
import { legOf, type World } from './world.ts';

/** The legs that core has somebody on, with the vendor of each. */
export function presencesOf(
  world: World,
  participantId: string,
): readonly { readonly leg: number; readonly site: Site; readonly presence: Presence }[] {
  return world.sites.flatMap((site) => {
    const leg = legOf(world, site);
    const presence = core(world, participantId).find((each) => each.leg === leg);
    return leg === undefined || !presence ? [] : [{ leg, site, presence }];
  });
}

/** The leg that a source of somebody is shown from: which it is is core's to say, that it is one and works is checked. */
export function renderedOf(
  { session }: World,
  participantId: string,
  source: SourceKind,
): number | undefined {
  const { people, leading } = internalsOf(session).store.state;
  const person = people.get(participantId);
  return person && renderedFrom(person, source, leading)?.leg;
}

function core({ session }: World, participantId: string): readonly Presence[] {
  return internalsOf(session).store.state.people.get(participantId)?.presences ?? [];
}
