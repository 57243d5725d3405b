import { roomName, selfId } from '../names.ts';
import { must } from '../violation.ts';
import type { World } from '../world.ts';

/** Who is told of is who is there, with what they publish. */
export function checkRoster(world: World): void {
  const { session, cloud, people, excuses } = world;
  const { participants, state } = session.snapshot;
  const room = cloud.room(roomName);
  if (state.status !== 'joined') {
    must(participants.size === 0, 'people-without-call', () => String(participants.size));
    if (!excuses.has('vendor-lies')) must(!room.userIds.includes(selfId), 'ghost', () => state.status);
    return;
  }
  if (excuses.has('facts-lost') || excuses.has('vendor-lies')) return;
  const { recording } = session.snapshot;
  must(recording === world.recorded, 'untrue-recording', () => `recording is ${String(recording)}`);
  must(room.userIds.includes(selfId), 'joined-nowhere', () => 'The vendor has no such session.');
  const there = room.userIds.filter((userId) => userId !== selfId);
  const told = [...participants.values()];
  const line = (ids: readonly string[]): string => [...ids].sort().join();
  must(
    line(there) === line(told.map(({ userId }) => userId)),
    'wrong-roster',
    () => `${line(there)} are there`,
  );
  for (const { userId, displayName, connection, sources } of told) {
    const person = people.find(userId);
    must(person?.displayName === displayName, 'wrong-name', () => `${userId} is called ${displayName}`);
    const seen = person.interrupted ? 'interrupted' : 'connected';
    must(seen === connection, 'wrong-connection', () => `${userId} is ${connection}`);
    const publishes = room.published(userId).map(({ source, muted }) => `${source} ${String(muted)}`);
    const shown = Object.values(sources).map(({ source, muted }) => `${source} ${String(muted)}`);
    must(
      line(publishes) === line(shown),
      'wrong-sources',
      () => `${userId} publishes ${line(publishes)}, told ${line(shown)}`,
    );
  }
}
