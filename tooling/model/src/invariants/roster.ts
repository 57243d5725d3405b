import { internalsOf } from '../../../../packages/core/src/session/internals.ts';
import type { Participant } from '@jackfield/core';
import { permissionsOf } from '../game/people.ts';
import { presencesOf, renderedOf } from '../game/presences.ts';
import { roomName, selfId } from '../game/names.ts';
import { isInRoom } from '../site.ts';
import { must } from '../search/violation.ts';
import { legOf, type World } from '../game/world.ts';

/** Who is told of is who is there, with what they publish, each once however many legs they are on. */
export function checkRoster(world: World): void {
  const { session, sites, excuses } = world;
  const { participants, state, recording } = session.snapshot;
  const joined = sites.filter((site) => legOf(world, site) !== undefined);
  if (!excuses.has('vendor-lies')) {
    for (const site of sites)
      if (!joined.includes(site))
        must(!isInRoom(site), 'ghost', () => `${state.status} at ${site.adapter.name}`);
  }
  if (state.status !== 'joined') {
    must(participants.size === 0, 'people-without-call', () => String(participants.size));
    return;
  }
  if (excuses.has('facts-lost') || excuses.has('vendor-lies')) return;
  must(
    recording === joined.some(({ recorded }) => recorded),
    'untrue-recording',
    () => `recording is ${String(recording)}`,
  );
  must(
    joined.length > 0 && joined.every(isInRoom),
    'joined-nowhere',
    () => 'The vendor has no such session.',
  );
  const lead = joined.find((site) => legOf(world, site) === internalsOf(session).store.state.leading);
  // What was told twice on a link that was cut is the same in another object.
  const may = JSON.stringify(lead?.cloud.engine.connectionOf(roomName, selfId)?.member?.permissions);
  const told = JSON.stringify(session.snapshot.self?.permissions);
  must(told === may, 'untrue-permissions', () => `may ${may}, told ${told}`);
  const there = new Set(joined.flatMap(({ cloud }) => cloud.room(roomName).userIds));
  there.delete(selfId);
  const people = [...participants.values()];
  must(
    line(there) === line(people.map(({ userId }) => userId)),
    'wrong-roster',
    () => `${line(there)} are there, told of ${line(people.map(({ userId }) => userId))}`,
  );
  for (const participant of people) checkParticipant(world, participant);
}

function checkParticipant(world: World, participant: Participant): void {
  const { id, userId, displayName, connection, sources } = participant;
  const { leading } = internalsOf(world.session).store.state;
  const presences = presencesOf(world, id);
  const people = presences.map(({ site }) => site.people.find(userId));
  const lead = presences.findIndex(({ leg }) => leg === leading);
  const person = people[Math.max(lead, 0)];
  must(person?.displayName === displayName, 'wrong-name', () => `${userId} is called ${displayName}`);
  must(person.role === participant.role, 'wrong-role', () => `${userId} is ${String(participant.role)}`);
  const may = JSON.stringify(permissionsOf(person.permitted ?? true));
  const told = JSON.stringify(participant.permissions);
  must(may === told, 'wrong-permissions', () => `${userId} may ${may}, told ${told}`);
  // Of somebody who publishes nothing the leading leg says how they are.
  const rendering = new Set(Object.values(sources).map(({ source }) => renderedOf(world, id, source)));
  const deciding = presences.filter(({ leg }) =>
    rendering.size > 0 ? rendering.has(leg) : leg === (presences[Math.max(lead, 0)]?.leg ?? NaN),
  );
  const interrupted = deciding.some(({ site }) => site.people.find(userId)?.interrupted);
  const seen = interrupted ? 'interrupted' : 'connected';
  must(seen === connection, 'wrong-connection', () => `${userId} is ${connection}`);
  const publishes = new Map<string, string>();
  for (const { site, leg } of presences) {
    for (const { source, muted } of site.cloud.room(roomName).published(userId)) {
      const rendered = renderedOf(world, id, source);
      // The sound of a screen comes from where the voice does, or not at all: in the voice it would be heard twice.
      const missing = source === 'screen-audio' && renderedOf(world, id, 'microphone') !== undefined;
      if (rendered === leg || (rendered === undefined && !missing))
        publishes.set(source, `${source} ${String(muted)}`);
    }
  }
  const shown = Object.values(sources).map(({ source, muted }) => `${source} ${String(muted)}`);
  must(
    line(publishes.values()) === line(shown),
    'wrong-sources',
    () => `${userId} publishes ${line(publishes.values())}, told ${line(shown)}`,
  );
}

const line = (ids: Iterable<string>): string => [...ids].sort().join();
