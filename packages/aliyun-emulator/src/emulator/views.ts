import type { EmulatorUsage, SessionView, StreamView } from './emulator-types.ts';
import type { Publication } from '../media/publication.ts';
import type { Service } from './service.ts';
import type { Session } from '../signalling/session.ts';

/** What the service knows of a session, without its secrets. */
export function viewSession(service: Service, session: Session): SessionView {
  const { alias, appId, room, userId, displayName, state, profile, role, status, publication } = session;
  const publishers = service.rooms.get(appId, room)?.members ?? [];
  return {
    session: alias,
    appId,
    room,
    userId,
    displayName,
    state,
    profile,
    role,
    status,
    streams: publication === undefined ? [] : viewStreams(publication),
    subscribedTo: [...session.subscriptions.values()].flatMap((subscription) => {
      const publisher = publishers.find((member) => member.publication === subscription.publication);
      return publisher === undefined ? [] : [publisher.userId];
    }),
    undelivered: session.queue.length,
    allocations: service.media.turn.allocationsOf(alias).length,
  };
}

export function viewStreams(publication: Publication): readonly StreamView[] {
  return publication.streams.map(({ label, state }) => {
    const source = publication.source(label);
    return { label, state, codec: source?.codec, counters: source?.counters };
  });
}

export function viewUsage(service: Service): EmulatorUsage {
  const sessions = service.sessions.all();
  const members = service.rooms.all().flatMap((room) => room.members);
  return {
    sessions: sessions.length,
    rooms: service.rooms.all().length,
    publications: members.filter(({ publication }) => publication !== undefined).length,
    subscriptions: sessions.reduce((sum, session) => sum + session.subscriptions.size, 0),
    allocations: service.media.turn.allocationCount,
    mediaPorts: service.media.openPortCount,
    faults: service.faults.list().length,
    records: service.recorder.since(0).length,
  };
}
