import type { FarSideInit, Side } from '@jackfield/contract';
import { pause, type VendorWorld, type VendorWorldContext } from '@jackfield/contract/browser';
import { FarPerson, type FarEncryption } from './far-person.ts';

/** What adapters of sides are told. */
export interface LivekitSettings {
  /** The app's own server, as the test process plays it. */
  readonly app: string;
}

/** How long a lost way is repaired, milliseconds. */
const reconnectMs = 90_000;
/** How often is looked whether something has come, 25 ms apart. */
const looks = 200;
/** So often until a mended way is in use: the SDK waits up to ten seconds before it tries again. */
const retryLooks = 800;
/**
 * The server finds a lost transport after 10 s, gives it up after 5 s more and keeps its user for another 5 s
 * (`rtc/transport.go`, `rtc/participant.go`).
 */
const departureMs = 23_000;

/** The world of one clause: bare users of the SDK in this page, the server's API and the way to it in the test process. */
export async function createLivekitWorld(
  { room, ask, nameOf, pass }: VendorWorldContext,
  encryption?: FarEncryption,
): Promise<VendorWorld> {
  const people = new Set<FarPerson>();
  const observers = new Map<string, Promise<FarPerson>>();
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await ask(name, room, ...values);
  };
  const enter = async (where: string, who: FarSideInit, hidden: boolean): Promise<FarPerson> => {
    const person = await FarPerson.create(who, who.withoutKey ? undefined : encryption);
    people.add(person);
    const { userId, displayName = userId, kind = 'person' } = who;
    const ticket = await ask('farToken', where, { userId, displayName, kind, hidden });
    await person.join(ticket as { url: string; token: string });
    for (const source of who.sources ?? []) await person.publish(source);
    return person;
  };
  const observerOf = ({ session }: Side): Promise<FarPerson> => {
    const where = session.snapshot.self?.room ?? room;
    const known = observers.get(where) ?? enter(where, { userId: 'observer' }, true);
    observers.set(where, known);
    return known;
  };
  const until = async (holds: () => boolean, rounds = looks): Promise<void> => {
    for (let look = 0; look < rounds && !holds(); look += 1) await pause(25);
  };
  await tell('open');
  return {
    departureMs,
    settings: { app: String(await ask('where')) } satisfies LivekitSettings,
    farJoin: (who) => enter(room, who, false),
    presences: async (userId) => Number(await ask('presences', room, userId)),
    async publication(side, source) {
      const observer = await observerOf(side);
      const told = (await ask(
        'publication',
        side.session.snapshot.self?.room ?? room,
        side.userId,
        source,
      )) as {
        readonly published: boolean;
        readonly muted: boolean;
      };
      for (let look = 0; told.published && look < looks; look += 1) {
        if (observer.seen(side.userId, source)?.track) break;
        await pause(25);
      }
      return told;
    },
    kick: ({ userId }) => tell('kick', userId),
    closeRoom: () => tell('closeRoom'),
    serverMute: ({ userId }, source) => tell('mute', userId, source),
    serverUnpublish: ({ userId }, source) => tell('unpublish', userId, source),
    revoke: ({ userId }, permissions) => tell('revoke', userId, permissions),
    refuse: (operation, code) => tell('refuse', operation, code),
    async hold(operation) {
      const number = await ask('hold', room, operation);
      return () => tell('release', number);
    },
    cut: (side) => tell('cut', nameOf(side)),
    async restore(side, mode) {
      await tell('mend', nameOf(side), side.userId, mode);
      await until(() => side.session.state.status !== 'reconnecting', retryLooks);
    },
    async lose(side) {
      const { session } = side;
      // Until they join anew.
      await tell('lose', nameOf(side));
      // The bounds run from the moment in which the loss is noticed.
      await until(() => session.state.status === 'reconnecting' || session.state.status === 'ended');
      await pass(reconnectMs + 5_000);
      await until(() => session.state.status === 'ended');
    },
    draw(drawing) {
      for (const person of people) person.draw(drawing);
    },
    async dispose() {
      await Promise.all([...people].map((person) => person.leave({ withoutUnpublish: true })));
      await tell('close');
    },
  };
}
