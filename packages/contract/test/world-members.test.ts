import { describe, expect, it } from 'vitest';
import { actionsOf, clauses, memberOf, worldOf } from '../src/index.ts';

describe('what a cannot list names', () => {
  it('is brought about by a member of the world, whatever a clause needs', () => {
    const named = new Set(clauses.flatMap(({ world = [] }) => world));
    expect([...named].filter((action) => (memberOf(action) as string | undefined) === undefined)).toEqual([]);
  });

  it('is what the error of a missing member says', async () => {
    expect(actionsOf('restore')).toEqual(['restore-resumed', 'restore-restarted']);
    await expect(
      worldOf({}).carries({} as MediaStreamTrack, { userId: 'zoe', source: 'camera' }),
    ).rejects.toThrow('This rig has no "carries": its cannot list should say "content", with the reason.');
    await expect(worldOf({}).presences('zoe')).rejects.toThrow('which every rig needs');
  });
});
