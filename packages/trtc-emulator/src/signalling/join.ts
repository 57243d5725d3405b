import { asText, BadRequest } from '@jackfield/emulator-kit';

import { checkAdmission, isUserId } from '../credentials/admission.ts';
import type { Service } from '../emulator/service.ts';
import { serverAbility, videoCodecFor } from '../media/server-ability.ts';
import { abilityOf } from '../wire/ability.ts';
import { Refusal } from '../wire/refusal.ts';
import type { ClientRequest } from '../wire/request.ts';
import { fine, type Answer, type Connection } from './connection.ts';
import { endAfterNotice, endSession } from './membership.ts';
import { exitReasons, type RoomKey } from './room.ts';
import { Session } from './session.ts';

const relayPort = 8000;

/** Brings a client into its room and opens its media path. */
export async function join(
  service: Service,
  connection: Connection,
  data: ClientRequest['data'],
): Promise<Answer> {
  const key = roomKeyOf(connection, data);
  const { userId } = connection;
  checkEntry(service, key, userId);
  const ability = abilityOf(data['ability']);
  const { settings } = service;
  const videoCodec = videoCodecFor(ability, settings.videoCodecs);
  const tinyId = service.sessions.nextTinyId();
  const session = new Session(
    service,
    {
      alias: connection.alias,
      tinyId,
      key,
      userId,
      scene: data['trtcScene'] === 2 ? 2 : 1,
      videoCodec,
    },
    {
      role: data['trtcRole'] === 21 ? 21 : 20,
      ability,
      connection,
      end: (ended) => {
        endAfterNotice(service, ended);
      },
    },
  );
  const { server: end } = await session.openTransport(ability);
  try {
    // While its media path was opened the socket may have gone, and others may have come.
    if (!connection.isOpen) throw new Refusal('not-joined');
    checkEntry(service, key, userId);
  } catch (error) {
    session.release();
    throw error;
  }
  const before = service.sessions.find(connection.tinyId);
  if (before !== undefined) endSession(service, before, exitReasons.left);
  connection.tinyId = tinyId;
  service.sessions.add(session);
  service.rooms.enter(key, { member: session, scene: session.scene });
  service.log.write('info', 'joined', { session: session.alias });
  return fine({
    ...addressOf(service),
    publishers: [],
    ability: serverAbility(ability, { end, address: settings.host, videoCodec }),
  });
}

/** Gives a session that lost its socket a new one. */
export function reconnect(
  service: Service,
  connection: Connection,
  request: ClientRequest,
): { readonly session: Session; readonly answer: Answer } {
  const session = service.sessions.find(request.tinyId ?? '');
  const isTheirs = session?.userId === connection.userId && session.key.sdkAppId === connection.sdkAppId;
  if (session === undefined || !isTheirs) throw new Refusal('session-unknown');
  const older = session.connection;
  session.connection = connection;
  session.absentSince = undefined;
  connection.tinyId = session.tinyId;
  if (older !== undefined && older !== connection) older.cut();
  return {
    session,
    answer: fine({ clientIp: '127.0.0.1', signalInnerIp: '127.0.0.1', svrTime: service.settings.now() }),
  };
}

function checkEntry(service: Service, key: RoomKey, userId: string): void {
  const { limits } = service.settings;
  if (!isUserId(userId)) throw new Refusal('parameter-invalid', 'a user id has 1 to 32 bytes');
  if (service.rooms.isClosed(key)) throw new Refusal('room-closed');
  if (service.rooms.isBanned(key, userId)) throw new Refusal('banned');
  const room = service.rooms.get(key);
  if (room !== undefined && room.size >= limits.usersPerRoom && room.member(userId) === undefined)
    throw new Refusal('room-full');
  if (service.sessions.size >= limits.sessions) throw new Refusal('service-busy');
}

function roomKeyOf({ sdkAppId }: Connection, data: ClientRequest['data']): RoomKey {
  const roomId = asText(data['roomId'], 'roomId', 64);
  if (data['useStringRoomId'] === true) {
    if (roomId === '') throw new BadRequest('roomId must not be empty');
    return { sdkAppId, room: roomId };
  }
  const room = Number(roomId);
  if (!Number.isInteger(room) || room < 1 || room > 4_294_967_294) {
    throw new BadRequest('roomId must be a whole number from 1 to 4294967294');
  }
  return { sdkAppId, room };
}

function addressOf({ settings }: Service): Readonly<Record<string, unknown>> {
  return { relayOuterIp: settings.host, relayInnerIp: settings.host, relayPort };
}

/** The claim in the address of a socket. */
export function claimOf(url: URL): { sdkAppId: number; userId: string; userSig: string } {
  const { searchParams } = url;
  const text = (name: string, length: number): string => asText(searchParams.get(name) ?? '', name, length);
  return {
    sdkAppId: Number(text('sdkAppId', 16)),
    userId: text('userId', 256),
    userSig: text('userSig', 8192),
  };
}

/** Why a claim is refused; `undefined` where it passes. */
export function refusalOf(service: Service, claim: ReturnType<typeof claimOf>): Answer | undefined {
  const refused = checkAdmission(claim, service.settings);
  return refused === undefined ? undefined : { code: refused.code, message: refused.description, data: {} };
}
