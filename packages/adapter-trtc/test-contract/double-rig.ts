import type { RigFactory } from '@jackfield/contract';
import { createNodeRig, type NodePage, type NodePages, type NodeVendor } from '@jackfield/contract/node';
import type { CredentialRequest } from '@jackfield/core/adapter';
import { RtcError } from '@jackfield/core';
import { trtc } from '../src/index.ts';
import { cannot } from './cannot.ts';
import { DoubleSdk } from './double/double-sdk.ts';
import { DoubleService } from './double/double-service.ts';
import { createDoubleWorld, type CredentialFault } from './double-world.ts';

/** An own service, so that nothing may go to the vendor's public hosts. */
const proxy = { websocketProxy: 'ws://127.0.0.1:1' };

/** The rigs of the adapter over the scripted double, in Node: virtual time, fake tracks. */
export const doubleRigs: RigFactory = {
  name: 'trtc on a double',
  sdkVersion: 'double of 5.17.1',
  proof: 'double',
  adapter: trtc({
    credential: () => Promise.reject(new Error('no rig')),
    sdk: () => Promise.reject(new Error('no SDK')),
  }),
  cannot: [
    ...cannot,
    { action: 'network-quality', reason: 'the SDK measures it on connections of the browser' },
    { action: 'content', reason: 'a double sends neither picture nor sound' },
    { action: 'codec', reason: 'a double encodes nothing' },
    { action: 'arriving-size', reason: 'a double sends no picture: the runs with the real SDK have sizes' },
    { action: 'statistics', reason: 'a double sends nothing: the run with the real SDK has statistics' },
  ],
  create: async (options = {}) =>
    Object.assign(await createNodeRig(options, createDoubleVendor), { patience }),
};

/** A step is a millisecond: the first message of somebody is held back for 100 ms, and what is withdrawn counts for 200 more. */
const patience = 500;

function createDoubleVendor(pages: NodePages): NodeVendor {
  const service = new DoubleService(pages.vendor.clock);
  const faults: CredentialFault[] = [];
  const sdks = new Map<NodePage, DoubleSdk>();
  const sdkOf = (page: NodePage): DoubleSdk => {
    const known = sdks.get(page) ?? new DoubleSdk(service);
    sdks.set(page, known);
    return known;
  };
  return {
    createAdapter: (page) =>
      trtc({
        proxy,
        sdk: sdkOf(page),
        credential: page.counted(({ userId, room }: CredentialRequest) => {
          const fault = faults.shift();
          if (fault === 'network') return Promise.reject(new TypeError('Failed to fetch'));
          if (fault) {
            const message = 'The app has no place for them.';
            return Promise.reject(new RtcError({ code: fault, message, adapter: 'trtc' }));
          }
          return Promise.resolve({ sdkAppId: 1_400_000_001, userId, userSig: `eJw${'x'.repeat(40)}`, room });
        }),
      }),
    world: createDoubleWorld({
      ...pages,
      service,
      faults,
      networkOf: (side) => sdkOf(pages.pageOf(side)).network,
      joins: () => [...sdks.values()].reduce((sum, { instances }) => sum + instances.length, 0),
    }),
    leftovers(side) {
      const { instances, network } = sdkOf(pages.pageOf(side));
      const leaks = network.leaks > 0 ? ['a userSig went to somebody else'] : [];
      return [...leaks, ...instances.flatMap((instance) => instance.leftovers)];
    },
  };
}
