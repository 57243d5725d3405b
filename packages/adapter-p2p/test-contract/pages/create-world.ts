import type { FarSideInit, Side } from '@jackfield/contract';
import type { VendorWorld, VendorWorldContext } from '@jackfield/contract/browser';
import { BareChannel } from './bare-channel.ts';
import { BareMember } from './bare-member.ts';
import { BareSocket } from './bare-socket.ts';
import { farSideOf } from './far-side.ts';
import { Lurker } from './lurker.ts';
import { serverWorld } from './server-world.ts';

/** How long somebody who looks on may take to be connected, milliseconds. */
const connectMs = 5_000;

/** What adapters of sides are told. */
export interface P2pSettings {
  /** The server's address; undefined between tabs. */
  readonly url: string | undefined;
}

/** The world of the mesh: bare members in this page, and a server in the test process unless it is between tabs. */
export async function createP2pWorld(
  context: VendorWorldContext,
  { withServer }: { readonly withServer: boolean },
): Promise<VendorWorld> {
  const server = withServer ? ((await context.ask('open')) as { id: number; url: string }) : undefined;
  const bare = new Set<BareMember>();
  const farUsers = new Set<string>();
  const observers = new Map<string, Promise<BareMember>>();
  const lurker = new Lurker(context.room);
  let held: Promise<void> | undefined;

  const join = async (room: string, { sources, ...who }: FarSideInit): Promise<BareMember> => {
    const way = server ? new BareSocket(server.url, room) : new BareChannel(room);
    farUsers.add(who.userId);
    const member = new BareMember({
      ...who,
      way,
      meets: (userId) => !farUsers.has(userId),
      held: () => held,
    });
    bare.add(member);
    await member.join(sources);
    return member;
  };
  const observerOf = ({ session }: Side): Promise<BareMember> => {
    const room = session.snapshot.self?.room ?? context.room;
    const observer = observers.get(room) ?? join(room, { userId: 'observer' });
    observers.set(room, observer);
    return observer;
  };
  const holdSubscribe = (): Promise<() => Promise<void>> => {
    let release: () => void = () => undefined;
    held = new Promise((resolve) => {
      release = resolve;
    });
    return Promise.resolve(() => {
      held = undefined;
      release();
      return Promise.resolve();
    });
  };
  const own = server
    ? serverWorld(context, server.id, observerOf)
    : { presences: (userId: string) => lurker.presences(userId) };
  const settings: P2pSettings = { url: server?.url };

  return {
    ...own,
    settings,
    farJoin: async (who) => farSideOf(await join(context.room, who)),
    async publication(side, source) {
      const observer = await observerOf(side);
      const find = (): { readonly muted: boolean } | undefined =>
        observer.stateOf(side.userId)?.sources.find((each) => each.source === source);
      if (find()) await observer.connected(side.userId, connectMs);
      return { published: find() !== undefined, muted: find()?.muted ?? false };
    },
    hold(operation) {
      if (operation === 'subscribe') return holdSubscribe();
      return own.hold?.(operation) ?? Promise.reject(new Error(`Nothing holds back "${operation}" here.`));
    },
    draw(drawing) {
      for (const member of bare) member.draw(drawing);
    },
    async dispose() {
      for (const member of bare) member.crash();
      lurker.close();
      if (server) await context.ask('close', server.id);
    },
  };
}
