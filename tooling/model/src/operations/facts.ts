import type { SourceKind } from '@jackfield/core';
import { allKinds, peopleIds, roomName, selfId, sites } from '../names.ts';
import { operation } from '../describe-operation.ts';
import type { Operations } from '../operation.ts';
import type { Site } from '../site.ts';
import { siteOf, type World } from '../world.ts';

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
      const connection = connectionOf(siteOf(world, at));
      const member = [
        ...(connection?.member ? siteOf(world, at).cloud.engine.membersOf(connection.member) : []),
      ].find(({ userId }) => userId === who);
      if (!connection || !member || !connection.receivedOf(member, source)) return;
      connection.tell('remoteTrackLost', { remoteId: connection.idOf(member), source, repair: 'driver' });
      connection.refresh(member, source);
    },
  }),
  'tell-signals': operation<{ level: number; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, level: [0, 0.5] },
    run(world, { level, at }) {
      connectionOf(siteOf(world, at))?.tell('signals', { levels: [{ remoteId: undefined, level }] });
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

function connectionOf({ cloud }: Site): ReturnType<Site['cloud']['engine']['connectionOf']> {
  return cloud.engine.connectionOf(roomName, selfId);
}
