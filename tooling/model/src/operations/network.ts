import type { RtcDriverSink } from '@jackfield/core/adapter';
import { roomName, selfId } from '../names.ts';
import { operation } from '../describe-operation.ts';
import type { Operations } from '../operation.ts';
import { isInRoom, type World } from '../world.ts';

/** How the link to the vendor fails, and what becomes of facts on their way. */
export const networkOperations: Operations<World> = {
  cut: operation<{ reportLeaves: boolean }>({
    weight: 4,
    choices: { reportLeaves: [false, true] },
    run(world, { reportLeaves }) {
      const link = linkOf(world);
      if (!link || world.cut === link) return;
      world.cut = link;
      // Somebody who is reported as gone may never have been reported as there.
      if (reportLeaves && world.setup.latency !== 'none') world.excuses.add('containment');
      world.cloud.network.cut(roomName, selfId, { reportLeaves });
    },
  }),
  restore: operation<{ mode: 'resumed' | 'restarted' }>({
    weight: 5,
    choices: { mode: ['resumed', 'restarted'] },
    run(world, { mode }) {
      restore(world, mode);
    },
  }),
  'lose-link': operation({
    weight: 1,
    choices: {},
    run(world) {
      if (isInRoom(world)) world.cloud.network.lose(roomName, selfId);
    },
  }),
  'plan-fact-fault': operation<{
    name: keyof RtcDriverSink;
    fault: 'drop' | 'duplicate' | 'delay-behind-next';
  }>({
    choices: {
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
    run({ cloud, excuses, faults, counts }, { name, fault }) {
      excuses.add('containment');
      if (fault !== 'duplicate') excuses.add('facts-lost');
      counts?.add(`fact fault: ${name} ${fault}`);
      faults.add(cloud.planEvent(name, fault, { userId: selfId }));
    },
  }),
};

/** The link is back, if it was cut and the session is still there. */
export function restore(world: World, mode: 'resumed' | 'restarted'): void {
  const { cut } = world;
  world.cut = undefined;
  // Another call may have begun since.
  if (cut && linkOf(world) === cut) world.cloud.network.restore(roomName, selfId, { mode });
}

function linkOf({ cloud }: World): object | undefined {
  return cloud.engine.connectionOf(roomName, selfId);
}
