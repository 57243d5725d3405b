import type { RigFactory } from '@jackfield/contract';
import { createNodeRig, type NodePage } from '@jackfield/contract/node';
import type { CredentialRequest } from '@jackfield/core/adapter';
import { acme } from '../src/acme.ts';
import { cannot } from './cannot.ts';
import { Sdk } from './double/sdk.ts';
import { Service } from './double/service.ts';
import { createWorld, type TokenServer } from './world.ts';

/** The rigs of the adapter over the double: virtual time, fake tracks, the vendor in memory. Each clause has one of its own. */
export const rigs: RigFactory = {
  name: 'acme on a double',
  sdkVersion: 'double',
  proof: 'double',
  adapter: acme({ credential: () => Promise.reject(new Error('This one is for its claims only.')) }),
  cannot,
  create: (options = {}) =>
    createNodeRig(options, (pages) => {
      const service = new Service(pages.vendor.clock);
      const tokens: TokenServer = { unreachable: false };
      const sdks = new Map<NodePage, Sdk>();
      return {
        createAdapter(page) {
          const sdk = sdks.get(page) ?? new Sdk(service);
          sdks.set(page, sdk);
          return acme({
            credential: page.counted(({ room, userId }: CredentialRequest) => {
              if (!tokens.unreachable) return Promise.resolve(`${room}/${userId}`);
              tokens.unreachable = false;
              return Promise.reject(new TypeError('Failed to fetch'));
            }),
            sdk: () => Promise.resolve(sdk),
          });
        },
        world: createWorld({ service, tokens }, pages),
        leftovers: (side) => sdks.get(pages.pageOf(side))?.rooms.flatMap((room) => room.leftovers) ?? [],
      };
    }),
};
