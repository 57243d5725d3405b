import type { FarSideInit, Side } from '@jackfield/contract';
import { pause, type VendorWorld, type VendorWorldContext } from '@jackfield/contract/browser';
import type { Ticket } from './bare-client.ts';
import { FarPerson } from './far-person.ts';

/** What adapters of sides are told. */
export interface JanusSettings {
  /** The app's own server, as the test process plays it. */
  readonly app: string;
}

/** How long a lost way is repaired, milliseconds. */
const reconnectMs = 90_000;
/** How often is looked whether something has come, 25 ms apart. */
const looks = 200;
/** So many are in the text room, too: fifty connections for messages that nobody sends take a processor for seconds. */
const talkers = 10;
/** The server's session timeout of 12 s, and its rounds of two seconds. */
const departureMs = 16_000;

/** The world of one clause: bare members in this page, the server's API and the way to it in the test process. */
export async function createJanusWorld({
  room,
  ask,
  nameOf,
  pass,
}: VendorWorldContext): Promise<VendorWorld> {
  const people = new Set<FarPerson>();
  const observers = new Map<string, Promise<FarPerson>>();
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await ask(name, room, ...values);
  };
  const enter = async (where: string, who: FarSideInit): Promise<FarPerson> => {
    const ticket = (await ask('farCredential', where, who.userId)) as Ticket;
    const person = new FarPerson(where, ticket, { ...who, hasMessages: people.size < talkers });
    people.add(person);
    await person.join();
    for (const source of who.sources ?? []) await person.publish(source);
    return person;
  };
  const observerOf = ({ session }: Side): Promise<FarPerson> => {
    const where = session.snapshot.self?.room ?? room;
    const known = observers.get(where) ?? enter(where, { userId: 'observer' });
    observers.set(where, known);
    return known;
  };
  const until = async (holds: () => boolean): Promise<void> => {
    for (let look = 0; look < looks && !holds(); look += 1) await pause(25);
  };
  await tell('open');
  return {
    departureMs,
    settings: { app: String(await ask('where')) } satisfies JanusSettings,
    farJoin: (who) => enter(room, who),
    presences: async (userId) => Number(await ask('presences', room, userId)),
    async publication(side, source) {
      const seen = (await observerOf(side)).seen(side.userId, source);
      return { published: seen !== undefined, muted: seen?.muted ?? false };
    },
    kick: ({ userId }) => tell('kick', userId),
    closeRoom: () => tell('closeRoom'),
    async serverMute(side, source) {
      const observer = await observerOf(side);
      await tell('mute', side.userId, observer.seen(side.userId, source)?.mid);
    },
    refuse: (operation, code) => tell('refuse', operation, code),
    async hold(operation) {
      const number = await ask('hold', room, operation);
      return () => tell('release', number);
    },
    cut: (side) => tell('cut', nameOf(side)),
    async restore(side, mode) {
      await tell('mend', nameOf(side), side.userId, mode);
      await until(() => side.session.state.status !== 'reconnecting');
    },
    async lose(side) {
      const { session } = side;
      await tell('lose', nameOf(side), side.userId);
      // The bounds run from the moment in which the loss is noticed.
      await until(() => session.state.status === 'reconnecting' || session.state.status === 'ended');
      await pass(reconnectMs + 5_000);
      await until(() => session.state.status === 'ended');
    },
    // What is asked meanwhile is answered in real time.
    async pass() {
      await ask('moment', room);
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
