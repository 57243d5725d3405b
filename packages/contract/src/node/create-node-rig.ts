import { createFakeEnvironment, type FakeClock } from '@jackfield/core/testing';
import type { Rig, RigOptions } from '../rig/rig.ts';
import type { Side } from '../rig/side.ts';
import { worldOf } from '../rig/world-of.ts';
import { watchTraces } from '../rig/watch-traces.ts';
import { createBareDriver } from './create-bare-driver.ts';
import { createNodePage } from './create-node-page.ts';
import { createNodeSide } from './create-node-side.ts';
import type { NodePage, NodePages, NodeVendor } from './node-vendor.ts';
import { createPageWorld } from './page-world.ts';

const room = 'studio';
const timeouts = { join: 15_000, leave: 3_000, publish: 10_000, subscribe: 10_000, reconnect: 90_000 };
/** Pages have clocks of their own: they are moved in steps that are short against every bound. */
const stepMs = 250;

/** Milliseconds until a timer of a page is due. */
const untilNext = ({ now, timers }: FakeClock): number => (timers[0]?.dueMs ?? Infinity) - now();

/**
 * Makes a rig in Node: sides in pages of their own, bare drivers, and everything of the world that is a page's. What is left to
 * write is the vendor.
 */
export async function createNodeRig(
  { middleware }: RigOptions,
  createVendor: (pages: NodePages) => NodeVendor,
): Promise<Rig> {
  const outside = createFakeEnvironment();
  const pages = new Map<Side, NodePage>();
  const clocks = [outside.clock];
  let bare = 0;
  const advance = async (ms: number): Promise<void> => {
    for (const clock of clocks) await clock.advance(ms);
  };
  const hands: NodePages = {
    room,
    vendor: outside,
    async pass(ms) {
      for (let left = ms; left > 0;) {
        // Steps before that in which anything is due are one.
        const idle = Math.min(left, ...clocks.map(untilNext));
        const step = Math.min(left, Math.max(1, Math.ceil(idle / stepMs) - 1) * stepMs);
        await advance(step);
        left -= step;
      }
    },
    pageOf(side) {
      const page = pages.get(side);
      if (!page) throw new RangeError('This side belongs to another rig.');
      return page;
    },
  };
  const vendor = createVendor(hands);
  const open = (options: Parameters<typeof createNodePage>[0]): NodePage => {
    const page = createNodePage(options);
    clocks.push(page.clock);
    return page;
  };
  const adapter = vendor.createAdapter(createNodePage({}));
  // What calls are made of is loaded in real time, of which no clock of a page knows.
  await adapter.preload();
  // All pages of a rig in Node are one realm.
  const traces = watchTraces(globalThis);
  return {
    adapter,
    room,
    timeouts,
    patience: 25,
    world: worldOf({
      ...createPageWorld(hands, vendor),
      traces: () => Promise.resolve(traces.lines()),
      ...vendor.world,
    }),
    get sides() {
      return [...pages.keys()];
    },
    side(options = {}) {
      const page = open(options);
      const adapter = vendor.createAdapter(page);
      const userId = options.userId ?? `user-${String(pages.size + 1)}`;
      const side = createNodeSide({ adapter, page, userId, options, middleware, timeouts });
      pages.set(side, page);
      return Promise.resolve(side);
    },
    async bare() {
      const page = open({});
      const given = vendor.createAdapter(page);
      const adapter = middleware?.(given, page.environment) ?? given;
      await adapter.preload();
      bare += 1;
      return createBareDriver(adapter, { page, room, userId: `bare-${String(bare)}` });
    },
    settle: () => advance(1),
    async dispose() {
      traces.undo();
      for (const { session } of pages.keys()) void session.dispose();
      await advance(0);
    },
  };
}
