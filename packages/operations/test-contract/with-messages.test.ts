import type { World } from '@jackfield/contract';
import { describeContract } from '@jackfield/contract/vitest';
import { DoubleConnection } from '../../adapter-aliyun/test-contract/double/double-sender.ts';
import { doubleRigs } from '../../adapter-aliyun/test-contract/double-rig.ts';
import { fakeRigs } from '../../adapter-fake/test-contract/fake-rig.ts';
import { withMessages } from '../src/messages.ts';
import { keepReport } from './keep-report.ts';
import { createMessageHub, type MessageHub } from './message-hub.ts';
import { wrappedRigs, type Wrapping } from './wrapped-rigs.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

function overTransport(): Wrapping {
  const hub = createMessageHub();
  return {
    wrap: (adapter) => withMessages(adapter, hub.transport),
    world: (world, { room }) => overHub(world, { hub, room }),
  };
}

const silent = fakeRigs({ name: 'fake', adapter: { capabilities: { messages: false } } });
for (const base of [silent, doubleRigs])
  describeContract(wrappedRigs(base, 'messages', overTransport), { onReport: keepReport });

/** Messages of the world go over the hub. */
function overHub(
  world: World,
  { hub, room }: { readonly hub: MessageHub; readonly room: string },
): Partial<World> {
  return {
    async farJoin(who) {
      const far = await world.farJoin(who);
      const sendMessage: typeof far.sendMessage = ({ topic, text }) => {
        hub.say(room, { from: who.userId, topic, text });
        return Promise.resolve();
      };
      return new Proxy(far, {
        get(target, key) {
          if (key === 'sendMessage') return sendMessage;
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    },
    refuse(operation, code) {
      if (operation !== 'message') return world.refuse(operation, code);
      hub.refuse(code);
      return Promise.resolve();
    },
  };
}
