import { setTimeout as delay } from 'node:timers/promises';
import { ServerError, type RoomServiceClient } from 'livekit-server-sdk';

/** How often is looked whether somebody is back, and how often in all, milliseconds between. */
const lookEveryMs = 200;
const looks = 6;

/**
 * Removes somebody from a room, or ends the room where nobody is named, until it holds. On a busy machine the server closes the
 * connection of about one in fifty before its word of the removal has left (its log then says "could not restart participant"), and
 * the SDK, which knows of a lost connection only, joins anew by the same token; where the room is gone, that makes a new one.
 */
export async function putOut(api: RoomServiceClient, room: string, userId?: string): Promise<void> {
  const act = (): Promise<void> =>
    userId === undefined ? api.deleteRoom(room) : api.removeParticipant(room, userId);
  await act();
  for (let look = 0; look < looks; look += 1) {
    await delay(lookEveryMs);
    if (await isIn(api, room, userId)) await act();
  }
}

async function isIn(api: RoomServiceClient, room: string, userId: string | undefined): Promise<boolean> {
  if ((await api.listRooms([room])).length === 0) return false;
  if (userId === undefined) return true;
  try {
    return (await api.listParticipants(room)).some(({ identity }) => identity === userId);
  } catch (error) {
    // The last one has left meanwhile, and the room went with them.
    if (error instanceof ServerError && error.code === 'not_found') return false;
    throw error;
  }
}
