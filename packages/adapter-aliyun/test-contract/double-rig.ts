import type { RigFactory } from '@jackfield/contract';
import { createNodeRig, type NodePage, type NodePages, type NodeVendor } from '@jackfield/contract/node';
import type { CredentialRequest } from '@jackfield/core/adapter';
import { RtcError } from '@jackfield/core';
import { aliyun } from '../src/index.ts';
import { cannot } from './cannot.ts';
import { doubleCredential } from './double/double-credential.ts';
import { DoubleEngine } from './double/double-engine.ts';
import { DoubleService } from './double/service.ts';
import { createDoubleWorld, type CredentialFault } from './double-world.ts';

/** The rigs of the adapter over the scripted double, in Node: virtual time, fake tracks. */
export const doubleRigs: RigFactory = {
  name: 'aliyun on a double',
  sdkVersion: 'double of 1.16.0',
  proof: 'double',
  adapter: aliyun({ credential: () => Promise.reject(new Error('no rig')) }),
  cannot: [
    ...cannot,
    { action: 'network-quality', reason: 'the SDK measures it on connections of the browser' },
    { action: 'content', reason: 'a double sends neither picture nor sound' },
    { action: 'codec', reason: 'a double encodes nothing' },
    { action: 'arriving-size', reason: 'a double sends no picture: the runs with the real SDK have sizes' },
    { action: 'statistics', reason: 'a double sends nothing: the run with the real SDK has statistics' },
  ],
  create: (options = {}) => createNodeRig(options, createDoubleVendor),
};

function createDoubleVendor(pages: NodePages): NodeVendor {
  const { clock, tracks } = pages.vendor;
  const service = new DoubleService(clock);
  const faults: CredentialFault[] = [];
  const engines = new Map<NodePage, DoubleEngine[]>();
  const enginesOf = (page: NodePage): DoubleEngine[] => {
    const made = engines.get(page) ?? [];
    engines.set(page, made);
    return made;
  };
  return {
    createAdapter(page) {
      class PageEngine extends DoubleEngine {
        constructor() {
          super(service, tracks);
          enginesOf(page).push(this);
        }
      }
      return aliyun({
        credential: page.counted((request: CredentialRequest) => {
          const fault = faults.shift();
          if (fault === 'network') return Promise.reject(new TypeError('Failed to fetch'));
          if (fault && fault !== 'credential-expired') {
            const message = 'The app has no place for them.';
            return Promise.reject(new RtcError({ code: fault, message, adapter: 'aliyun' }));
          }
          return Promise.resolve(doubleCredential(request, fault ? -10 : undefined));
        }),
        sdk: () => Promise.resolve(PageEngine),
      });
    },
    world: createDoubleWorld({
      ...pages,
      service,
      faults,
      engineOf: (side) => enginesOf(pages.pageOf(side)).at(-1),
    }),
    leftovers: (side) => enginesOf(pages.pageOf(side)).flatMap(leftByEngine),
  };
}

/** What an engine has still open. */
function leftByEngine({ polling, publisher }: DoubleEngine): readonly string[] {
  const lines: string[] = [];
  if (polling) lines.push('an engine goes on polling');
  if (publisher.connection) lines.push('an engine goes on publishing');
  if (publisher.deviceCalls > 0) lines.push('an engine opened a device by itself');
  return lines;
}
