import type { RtcDriverSink } from '@jackfield/core/adapter';
import { roomName, selfId, sites } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import { isInRoom, type Site } from '../site.ts';
import { siteOf, type World } from '../game/world.ts';

/** How the link to the vendor fails, and what becomes of facts on their way. */
export const networkOperations: Operations<World> = {
  cut: operation<{ reportLeaves: boolean; at: number | undefined }>({
    weight: 4,
    choices: { at: sites, reportLeaves: [false, true] },
    run(world, { reportLeaves, at }) {
      const site = siteOf(world, at);
      const link = linkOf(site);
      if (!link || site.cut === link) return;
      site.cut = link;
      site.cloud.network.cut(roomName, selfId, { reportLeaves });
    },
  }),
  restore: operation<{ mode: 'resumed' | 'restarted'; at: number | undefined }>({
    weight: 5,
    choices: { at: sites, mode: ['resumed', 'restarted'] },
    run(world, { mode, at }) {
      restore(siteOf(world, at), mode);
    },
  }),
  'lose-link': operation<{ at: number | undefined }>({
    weight: 1,
    choices: { at: sites },
    run(world, { at }) {
      const site = siteOf(world, at);
      if (isInRoom(site)) site.cloud.network.lose(roomName, selfId);
    },
  }),
  'plan-fact-fault': operation<{
    name: keyof RtcDriverSink;
    fault: 'drop' | 'duplicate' | 'delay-behind-next';
    at: number | undefined;
  }>({
    choices: {
      at: sites,
      name: [
        'participantJoined',
        'participantLeft',
        'sourcePublished',
        'sourceUnpublished',
        'sourceMuted',
        'remoteTrack',
        'ended',
        'connectionRestored',
        'connectionInterrupted',
        'localMutedByServer',
        'localUnpublishedByServer',
        'publicationLost',
      ],
      fault: ['duplicate', 'drop', 'delay-behind-next'],
    },
    run(world, { name, fault, at }) {
      const { excuses, faults, counts } = world;
      excuses.add('containment');
      if (fault !== 'duplicate') excuses.add('facts-lost');
      counts?.add(`fact fault: ${name} ${fault}`);
      faults.add(siteOf(world, at).cloud.planEvent(name, fault, { userId: selfId }));
    },
  }),
};

/** The link is back, if it was cut and the session is still there. */
export function restore(site: Site, mode: 'resumed' | 'restarted'): void {
  const { cut } = site;
  site.cut = undefined;
  // Another call may have begun since.
  if (cut && linkOf(site) === cut) site.cloud.network.restore(roomName, selfId, { mode });
}

function linkOf({ cloud }: Site): object | undefined {
  return cloud.engine.connectionOf(roomName, selfId);
}
