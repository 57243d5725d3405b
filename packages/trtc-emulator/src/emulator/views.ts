import type { RoomMember } from '../signalling/room.ts';
import type { Session } from '../signalling/session.ts';
import { sourceKinds } from '../wire/source-kinds.ts';
import type { EmulatorUsage, SessionView, StreamView } from './emulator-types.ts';
import type { Service } from './service.ts';

/** What the service knows of a session, without its secrets. */
export function viewSession(service: Service, session: Session): SessionView {
  const room = service.rooms.get(session.key);
  return {
    session: session.alias,
    sdkAppId: session.key.sdkAppId,
    room: session.key.room,
    userId: session.userId,
    scene: session.scene,
    role: session.role === 20 ? 'anchor' : 'audience',
    streams: viewStreams(session),
    subscriptions: [...session.downlinks.values()].flatMap(({ publisherTinyId, wanted }) => {
      const userId = room?.byTinyId(publisherTinyId)?.userId;
      return userId === undefined ? [] : [{ userId, wanted }];
    }),
    connected: session.connection !== undefined,
    mediaConnected: session.transport?.isConnected === true,
  };
}

/** What the service holds, in numbers. */
export function viewUsage(service: Service, sockets: number): EmulatorUsage {
  const sessions = service.sessions.all();
  const members = service.rooms.all().flatMap((room) => room.members);
  return {
    sockets,
    sessions: sessions.length,
    rooms: service.rooms.all().length,
    publications: members.filter((member) => viewStreams(member).length > 0).length,
    subscriptions: sessions.reduce((sum, session) => sum + session.downlinks.size, 0),
    mediaPaths: sessions.filter(({ transport }) => transport !== undefined).length,
    faults: service.faults.list().length,
    records: service.recorder.since(0).length,
  };
}

function viewStreams(member: RoomMember): readonly StreamView[] {
  return sourceKinds.flatMap((kind) => {
    const source = member.published[kind] ? member.media.source(kind) : undefined;
    if (source === undefined) return [];
    return [{ kind, muted: member.muted[kind], codec: source.codec, counters: source.counters }];
  });
}
