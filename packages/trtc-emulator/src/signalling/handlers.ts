import { asText, BadRequest } from '@jackfield/emulator-kit';

import type { Service } from '../emulator/service.ts';
import { serverAbility } from '../media/server-ability.ts';
import { abilityOf } from '../wire/ability.ts';
import { bytesField } from '../wire/channel-message.ts';
import type { CommandName } from '../wire/commands.ts';
import { Refusal } from '../wire/refusal.ts';
import { flagsOf, ssrcsOf, type ClientRequest } from '../wire/request.ts';
import { noSources } from '../wire/source-kinds.ts';
import { fine, type Answer } from './connection.ts';
import { endSession } from './membership.ts';
import { exitReasons, type Room } from './room.ts';
import type { Session } from './session.ts';

/** A request of somebody in a room. */
export interface SessionRequest {
  readonly service: Service;
  readonly session: Session;
  readonly room: Room;
  readonly data: ClientRequest['data'];
}

/** Carries a request out and says what to answer. */
export type SessionHandler = (request: SessionRequest) => Answer | Promise<Answer>;

/** The requests of somebody in a room. */
export const sessionHandlers: Readonly<
  Record<Exclude<CommandName, 'join/v2' | 'reconnect'>, SessionHandler>
> = Object.freeze({
  ability_status_report: () => fine(),
  update_constraint_config: () => fine(),
  quality_report: () => fine(),
  get_user_list: ({ room, session }: SessionRequest) => fine({ userList: room.listFor(session) }),
  'publish/v2': publish,
  publish_state_change: changePublication,
  unpublish,
  mute_uplink: mute,
  'subscribe/v3': subscribe,
  subscribe_change: changeSubscription,
  unsubscribe,
  change_role: changeRole,
  channel_msg: message,
  rebuild_pc: rebuild,
  leave,
});

function publish({ session, room, data }: SessionRequest): Answer {
  mustBeAnchor(session);
  session.uplink.announce(ssrcsOf(data, 'data'));
  session.announced = flagsOf(data['state'], 'state');
  session.mutedByClient = flagsOf(data['muteState'], 'muteState');
  announce(room, session);
  return fine();
}

function changePublication({ session, room, data }: SessionRequest): Answer {
  mustBeAnchor(session);
  session.announced = flagsOf(data['state'], 'state');
  announce(room, session);
  return fine();
}

function unpublish({ session, room }: SessionRequest): Answer {
  withdraw(room, session);
  return fine();
}

function mute({ session, room, data }: SessionRequest): Answer {
  session.mutedByClient = flagsOf(data, 'data');
  room.tellPublishers();
  return fine();
}

function subscribe({ service, session, room, data }: SessionRequest): Answer {
  const tinyId = asText(data['srcTinyId'], 'srcTinyId', 32);
  const publisher = room.byTinyId(tinyId);
  if (publisher === undefined || publisher === session) throw new Refusal('publisher-unknown');
  const { subscriptionsPerSession } = service.settings.limits;
  if (!session.downlinks.has(tinyId) && session.downlinks.size >= subscriptionsPerSession)
    throw new Refusal('subscription-limit');
  session.watch(publisher, { ssrcs: ssrcsOf(data['ssrc'], 'ssrc'), wanted: flagsOf(data, 'data') });
  return fine();
}

function changeSubscription({ session, data }: SessionRequest): Answer {
  const downlink = session.downlinks.get(asText(data['srcTinyId'], 'srcTinyId', 32));
  if (downlink === undefined) throw new Refusal('publisher-unknown');
  downlink.select(flagsOf(data, 'data'));
  return fine();
}

/** Ends a subscription. One that is gone already is no error. */
function unsubscribe({ session, data }: SessionRequest): Answer {
  session.unwatch(asText(data['srcTinyId'], 'srcTinyId', 32));
  return fine();
}

function changeRole({ session, room, data }: SessionRequest): Answer {
  const { role } = data;
  if (role !== 20 && role !== 21) throw new BadRequest('role must be 20 or 21');
  const wasSeen = room.isSeen(session);
  if (role === 21) withdraw(room, session);
  session.role = role;
  room.roleChanged(session, wasSeen);
  return fine();
}

function message({ session, room, data }: SessionRequest): Answer {
  mustBeAnchor(session);
  const { cmdId, ordered, reliable, streamSeq } = data;
  const text = asText(data[bytesField], bytesField, 4096);
  if (Buffer.byteLength(text, 'base64') > 1000) throw new Refusal('parameter-invalid', 'over 1000 bytes');
  room.message(session, { cmdId, text, ordered, reliable, streamSeq });
  return fine();
}

async function rebuild({ service, session, data }: SessionRequest): Promise<Answer> {
  const ability = abilityOf(data['ability']);
  const { server: end } = await session.openTransport(ability);
  const { host: address } = service.settings;
  for (const downlink of session.downlinks.values()) downlink.refresh();
  return fine({ ability: serverAbility(ability, { end, address, videoCodec: session.videoCodec }) });
}

function leave({ service, session }: SessionRequest): Answer {
  endSession(service, session, exitReasons.left);
  return fine();
}

/** Stops what somebody publishes and tells the others. */
function withdraw(room: Room, session: Session): void {
  session.announced = noSources;
  session.mutedByClient = noSources;
  announce(room, session);
}

function announce(room: Room, session: Session): void {
  room.mediaChanged(session);
  room.tellPublishers();
}

function mustBeAnchor(session: Session): void {
  if (session.role !== 20) throw new Refusal('role-forbidden', 'the audience may not');
}
