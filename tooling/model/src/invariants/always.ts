import { containments } from '@jackfield/core/diagnostics';
import { FakeMediaStreamTrack } from '@jackfield/core/testing';
import { allKinds, roomName, selfId } from '../game/names.ts';
import { checkClosed } from './local.ts';
import { must } from '../search/violation.ts';
import { rethrow, type World } from '../game/world.ts';

/** What holds at every instant. */
export function checkAlways(world: World): void {
  rethrow(world);
  checkSilence(world);
  world.mirror.check(world.session);
}

/** What holds whenever nothing is due. */
export function checkQuiet(world: World): void {
  checkAlways(world);
  world.commands.check();
  checkClosed(world);
  must(
    world.seen === world.session.snapshot,
    'unheard-change',
    () => 'subscribe was not told of the last change',
  );
  if (world.excuses.has('containment') || world.excuses.has('facts-lost')) return;
  const contained = Object.keys(containments(world.session));
  must(contained.length === 0, 'containment', () => contained.join());
}

/** Muted is silent, whatever the vendors do. */
function checkSilence({ session, sites, excuses }: World): void {
  const { local } = session.snapshot;
  const shared = local['screen-audio'];
  for (const { cloud, screenAudio } of sites) {
    for (const source of allKinds) {
      const { muted, enabled } = local[source];
      if (enabled && !muted) continue;
      // The film that is being shown is sent on with it.
      if (source === 'microphone' && screenAudio === 'mixed' && shared.enabled && !shared.muted) continue;
      const track = cloud.room(roomName).sentTrack(selfId, source);
      const loud = track instanceof FakeMediaStreamTrack && track.emits;
      must(!loud, 'muted-is-heard', () => `${source}${excuses.size > 0 ? '' : ', without a fault'}`);
    }
  }
}
