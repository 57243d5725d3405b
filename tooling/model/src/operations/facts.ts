import { RtcError, type SourceKind } from '@jackfield/core';
import { allKinds, peopleIds, roomName, selfId, sites } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import type { Site } from '../site.ts';
import { siteOf, type World } from '../game/world.ts';

type Who = (typeof peopleIds)[number];

/** What a vendor tells of its own accord: each is true of the room. */
export const factOperations: Operations<World> = {
  'tell-roster': operation<{ at: number | undefined }>({
    weight: 1,
    choices: { at: sites },
    run(world, { at }) {
      const connection = connectionOf(siteOf(world, at));
      connection?.tell('rosterSnapshot', { roster: connection.roster() });
    },
  }),
  'interrupt-publication': operation<{ source: SourceKind; on: boolean; at: number | undefined }>({
    choices: { at: sites, source: allKinds, on: [true, false] },
    run(world, { source, on, at }) {
      const connection = connectionOf(siteOf(world, at));
      if (connection?.member?.sources.has(source))
        connection.tell(on ? 'publicationInterrupted' : 'publicationRestored', { source });
    },
  }),
  'lose-their-track': operation<{ who: Who; source: SourceKind; at: number | undefined }>({
    choices: { at: sites, who: peopleIds, source: allKinds },
    run(world, { who, source, at }) {
      const { connection, member } = linkTo(siteOf(world, at), who);
      if (!connection || !member || !connection.receivedOf(member, source)) return;
      connection.tell('remoteTrackLost', { remoteId: connection.idOf(member), source, repair: 'driver' });
      connection.refresh(member, source);
    },
  }),
  'fail-their-subscription': operation<{
    who: Who;
    source: SourceKind;
    code: 'subscribe-failed' | 'network' | 'forbidden';
    at: number | undefined;
  }>({
    choices: {
      at: sites,
      who: peopleIds,
      source: allKinds,
      code: ['subscribe-failed', 'network', 'forbidden'],
    },
    run(world, { who, source, code, at }) {
      const { connection, member } = linkTo(siteOf(world, at), who);
      if (!connection || !member || connection.layerOf(member, source) === undefined) return;
      connection.forget(member, source);
      const error = new RtcError({ code, message: `The ${source} cannot be had, as planned.` });
      // The SDK gives up, and needs no link to say so.
      connection.tellNow('subscriptionFailed', { remoteId: connection.idOf(member), source, error });
    },
  }),
  'tell-something-new': operation<{ at: number | undefined }>({
    weight: 1,
    choices: { at: sites },
    run(world, { at }) {
      connectionOf(siteOf(world, at))?.tell('vendorEvent', { name: 'new', payload: { any: 1 } });
    },
  }),
};

/** What was interrupted goes on. */
export function restorePublications(site: Site): void {
  const connection = connectionOf(site);
  for (const source of connection?.member?.sources.keys() ?? [])
    connection?.tell('publicationRestored', { source });
}

/** The session's link to a vendor, and somebody else there. */
export function linkTo(
  site: Site,
  who: string,
): {
  readonly connection: ReturnType<typeof connectionOf>;
  readonly member: ReturnType<Site['cloud']['engine']['membersOf']>[number] | undefined;
} {
  const connection = connectionOf(site);
  const others = connection?.member ? site.cloud.engine.membersOf(connection.member) : [];
  return { connection, member: others.find(({ userId }) => userId === who) };
}

function connectionOf({ cloud }: Site): ReturnType<Site['cloud']['engine']['connectionOf']> {
  return cloud.engine.connectionOf(roomName, selfId);
}
