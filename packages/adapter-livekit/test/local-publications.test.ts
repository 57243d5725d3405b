import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import type { LkLocalTrack } from '../src/load-sdk.ts';
import { createLocalPublications } from '../src/local-publications.ts';

function rig() {
  const { environment, tracks } = createFakeEnvironment();
  const calls: string[] = [];
  const unused = (): Promise<never> => Promise.reject(new Error('not used here'));
  const state = { muted: false };
  const create = (): MediaStreamTrack => tracks.create({ kind: 'audio', label: 'microphone' });
  const first = create();
  const published: LkLocalTrack = {
    mediaStreamTrack: first,
    get isMuted() {
      return state.muted;
    },
    mute: unused,
    unmute: () => {
      calls.push('unmute');
      state.muted = false;
      return Promise.resolve();
    },
    replaceTrack: () => {
      calls.push('replaceTrack');
      return Promise.resolve();
    },
    getRTCStatsReport: unused,
  };
  const publisher = {
    publish: () => {
      calls.push('publish');
      return Promise.resolve(published);
    },
    unpublish: unused,
    isPublished: () => true,
    setQuality: () => Promise.resolve(),
  };
  const local = createLocalPublications(publisher, environment);
  const sync = (track: MediaStreamTrack): Promise<unknown> =>
    local.doSyncLocal([{ source: 'microphone', track, muted: false, contentHint: '' }]);
  return { calls, create, first, local, state, sync };
}

it('publishes nothing while the connection is repaired, and all of it afterwards', async () => {
  const { calls, first, local, sync } = rig();
  local.interrupted();
  const syncing = sync(first);
  await Promise.resolve();
  expect(calls).toEqual([]);
  local.restored({ restarted: false });
  await syncing;
  expect(calls).toEqual(['publish']);
});

it('unmutes what the SDK has muted because its track had ended', async () => {
  const { calls, create, first, state, sync } = rig();
  await sync(first);
  state.muted = true;
  await sync(create());
  expect(calls).toEqual(['publish', 'replaceTrack', 'unmute']);
});

it('publishes nothing that waited for a repair once the call is over', async () => {
  const { calls, first, local, sync } = rig();
  local.interrupted();
  const syncing = sync(first);
  local.release();
  await expect(syncing).resolves.toMatchObject({ failed: [{ error: { code: 'publish-failed' } }] });
  expect(calls).toEqual([]);
});
