import { describe, expect, it } from 'vitest';
import { resolveProfiles } from '../../src/profile.ts';
import { createSessionRig } from './rig.ts';

/** A call with zoe, whom the vendor announces without a name, and what the app was asked and told. */
async function createRig() {
  const rig = createSessionRig();
  const { session } = rig;
  await rig.join();
  await rig.comes('zoe');
  const asked: string[] = [];
  const warnings: string[] = [];
  session.on('warning', ({ error }) => warnings.push(`${error.code}: ${error.message}`));
  const names = () => [...session.participants.values()].map(({ displayName }) => displayName);
  const resolving = (answer: (userId: string) => unknown) =>
    resolveProfiles(session, (userId) => {
      asked.push(userId);
      return Promise.resolve(answer(userId) as { readonly displayName: string });
    });
  return { ...rig, asked, warnings, names, resolving };
}

describe('names that the app finds', () => {
  it('are those of everybody who has none, here or yet to come', async () => {
    const { asked, names, resolving, comes, sink, clock } = await createRig();
    resolving((userId) => ({ displayName: userId.toUpperCase() }));
    await clock.settle();
    expect(names()).toEqual(['ZOE']);
    await comes('ann');
    sink().participantJoined({ remoteId: 'bob', userId: 'bob', displayName: 'Bobby', sources: [] });
    await clock.settle();
    expect(names()).toEqual(['ZOE', 'ANN', 'Bobby']);
    expect(asked).toEqual(['zoe', 'ann']);
  });

  it('stay empty where none is found, with a warning', async () => {
    const { names, resolving, warnings, comes, clock } = await createRig();
    resolving((userId) => {
      if (userId === 'zoe') throw new Error('The directory is away.');
      return { displayName: 7 };
    });
    await comes('ann');
    await clock.settle();
    expect(names()).toEqual(['', '']);
    expect(warnings).toEqual([
      'unknown: The name of zoe could not be found. (The directory is away.)',
      'invalid-argument: displayName must be a string; it is 7.',
    ]);
  });

  it('are asked for no more once that is undone', async () => {
    const { asked, resolving, comes } = await createRig();
    const undo = resolving(() => ({ displayName: 'Somebody' }));
    undo();
    await comes('ann');
    expect(asked).toEqual(['zoe']);
  });

  it('need a way to find them', async () => {
    const { session } = await createRig();
    expect(() => {
      Reflect.apply(resolveProfiles, undefined, [session, 7]);
    }).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });
});
