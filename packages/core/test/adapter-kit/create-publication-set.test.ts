import type { LocalPublication, SourceKind } from '@jackfield/core/adapter';
import { createErrors, createPublicationSet } from '@jackfield/core/adapter-kit';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it, vi } from 'vitest';

interface Handle {
  readonly source: SourceKind;
  track: MediaStreamTrack;
  muted: boolean;
}

function rig() {
  const { environment, tracks } = createFakeEnvironment();
  const calls: string[] = [];
  const refused = new Set<string>();
  const at: { publishing: Promise<unknown>; unpublished: () => unknown } = {
    publishing: Promise.resolve(),
    unpublished: () => undefined,
  };
  const call = (name: string): Promise<void> => {
    calls.push(name);
    return refused.has(name) ? Promise.reject(new Error(name)) : Promise.resolve();
  };
  const set = createPublicationSet<Handle>(
    {
      async publish({ source, track, muted }) {
        await call(`publish ${source}`);
        await at.publishing;
        return { source, track, muted };
      },
      async unpublish({ source }) {
        at.unpublished();
        await call(`unpublish ${source}`);
      },
      async replace(handle, track, { source, muted }) {
        await call(`replace ${source}${muted ? ' muted' : ''}`);
        handle.track = track;
      },
      async setMuted(handle, muted, source) {
        await call(`${muted ? 'mute' : 'unmute'} ${source}`);
        handle.muted = muted;
      },
    },
    { environment, errors: createErrors({ adapter: 'acme' }) },
  );
  const track = (label: string): MediaStreamTrack => tracks.create({ kind: 'video', label });
  const wanted = (
    source: SourceKind,
    { track: given, muted = false }: { track: MediaStreamTrack | null; muted?: boolean },
  ): LocalPublication => ({ source, track: given, muted, contentHint: '' });
  const placeholders = () => tracks.all.filter(({ label }) => label === 'placeholder');
  return { at, calls, refused, set, track, wanted, placeholders };
}

it('publishes what is missing, ends what is not wanted and brings the rest in line', async () => {
  const { calls, set, track, wanted } = rig();
  const [first, second] = [track('first'), track('second')];
  await set.doSyncLocal([wanted('camera', { track: first }), wanted('screen', { track: first })]);
  await set.doSyncLocal([wanted('camera', { track: second, muted: true })]);
  expect(calls).toEqual([
    'publish camera',
    'publish screen',
    'unpublish screen',
    'replace camera',
    'mute camera',
  ]);
  expect(set.entries().map(([source]) => source)).toEqual(['camera']);
  expect(set.get('camera')).toMatchObject({ track: second, muted: true });
});

it('does nothing for what is so already', async () => {
  const { calls, set, track, wanted } = rig();
  const camera = wanted('camera', { track: track('camera') });
  await set.doSyncLocal([camera]);
  await set.doSyncLocal([camera]);
  expect(calls).toEqual(['publish camera']);
});

it('sends a placeholder while there is no track, and ends it when there is one', async () => {
  const { calls, set, track, wanted, placeholders } = rig();
  await set.doSyncLocal([wanted('camera', { track: null, muted: true })]);
  expect(placeholders().map(({ readyState }) => readyState)).toEqual(['live']);
  await set.doReplaceTrack('camera', track('camera'));
  expect(placeholders().map(({ readyState }) => readyState)).toEqual(['ended']);
  await set.doReplaceTrack('camera', null);
  expect(placeholders().map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  set.release();
  expect(placeholders().map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  expect(calls).toEqual(['publish camera', 'replace camera muted', 'replace camera muted']);
});

it('ends the placeholder of what could not be published', async () => {
  const { refused, set, wanted, placeholders } = rig();
  refused.add('publish camera');
  await set.doSyncLocal([wanted('camera', { track: null, muted: true })]);
  expect(placeholders().map(({ readyState }) => readyState)).toEqual(['ended']);
});

it('lets each source stand for itself', async () => {
  const { refused, set, track, wanted } = rig();
  refused.add('publish camera');
  const { failed } = await set.doSyncLocal([
    wanted('camera', { track: track('camera') }),
    wanted('screen', { track: track('screen') }),
  ]);
  expect(failed).toMatchObject([{ source: 'camera', error: { code: 'publish-failed', adapter: 'acme' } }]);
  expect(set.entries().map(([source]) => source)).toEqual(['screen']);
});

it('knows what it could not end, so that the next sync ends it', async () => {
  const { calls, refused, set, track, wanted } = rig();
  await set.doSyncLocal([wanted('camera', { track: track('camera') })]);
  refused.add('unpublish camera');
  const { failed } = await set.doSyncLocal([]);
  expect(failed).toMatchObject([{ source: 'camera' }]);
  refused.clear();
  await expect(set.doSyncLocal([])).resolves.toEqual({ failed: [] });
  expect(calls.slice(1)).toEqual(['unpublish camera', 'unpublish camera']);
});

it("does not take its own end of a publication for the server's, while the vendor tells of it", async () => {
  const { at, set, track, wanted } = rig();
  await set.doSyncLocal([wanted('camera', { track: track('camera') })]);
  at.unpublished = () => set.forget('camera');
  const told = vi.spyOn(at, 'unpublished');
  await set.doSyncLocal([]);
  expect(told.mock.results).toEqual([{ type: 'return', value: false }]);
});

it('ends the placeholder of what it could not end, once the leg is over', async () => {
  const { refused, set, wanted, placeholders } = rig();
  await set.doSyncLocal([wanted('camera', { track: null, muted: true })]);
  refused.add('unpublish camera');
  const ending = set.doSyncLocal([]);
  set.release();
  await ending;
  expect(placeholders().map(({ readyState }) => readyState)).toEqual(['ended']);
});

it('tells a mute again that was refused', async () => {
  const { calls, refused, set, track, wanted } = rig();
  const camera = wanted('camera', { track: track('camera') });
  await set.doSyncLocal([camera]);
  refused.add('mute camera');
  await expect(set.doSetMuted('camera', true)).rejects.toMatchObject({ code: 'publish-failed' });
  refused.clear();
  await set.doSyncLocal([{ ...camera, muted: true }]);
  expect(calls.slice(1)).toEqual(['mute camera', 'mute camera']);
});

it('tells a mute of the server from the one that core asked for', async () => {
  const { calls, set, track, wanted } = rig();
  await set.doSyncLocal([wanted('camera', { track: track('camera') })]);
  await set.doSetMuted('camera', true);
  expect(set.mutedByVendor('camera', true)).toBe(false);
  await set.doSetMuted('camera', false);
  expect(set.mutedByVendor('camera', true)).toBe(true);
  expect(calls.slice(1)).toEqual(['mute camera', 'unmute camera']);
});

it('takes a mute by the server for one, once', async () => {
  const { set, track, wanted } = rig();
  await set.doSyncLocal([wanted('camera', { track: track('camera') })]);
  expect([set.mutedByVendor('camera', true), set.mutedByVendor('camera', true)]).toEqual([true, false]);
});

it('mutes again what the server has unmuted', async () => {
  const { calls, set, track, wanted } = rig();
  await set.doSyncLocal([wanted('camera', { track: track('camera'), muted: true })]);
  expect(set.mutedByVendor('camera', false)).toBe(false);
  expect(calls.slice(1)).toEqual(['mute camera']);
});

it('forgets what the vendor has ended, and publishes it anew', async () => {
  const { calls, set, track, wanted } = rig();
  const camera = wanted('camera', { track: track('camera') });
  await set.doSyncLocal([camera]);
  expect(set.forget('camera')).toBe(true);
  expect(set.forget('camera')).toBe(false);
  await set.doSyncLocal([camera]);
  expect(calls).toEqual(['publish camera', 'publish camera']);
});

it('refuses to change what is not published', async () => {
  const { set, track } = rig();
  await expect(set.doReplaceTrack('camera', track('camera'))).rejects.toMatchObject({
    code: 'publish-failed',
  });
  await expect(set.doSetMuted('camera', true)).rejects.toMatchObject({ code: 'publish-failed' });
});

it('publishes nothing after the end, and keeps nothing that the end has overtaken', async () => {
  const { at, calls, set, wanted, placeholders } = rig();
  let answer = (): void => undefined;
  at.publishing = new Promise<void>((resolve) => (answer = resolve));
  const syncing = set.doSyncLocal([wanted('camera', { track: null, muted: true })]);
  set.release();
  answer();
  await syncing;
  expect(set.entries()).toEqual([]);
  expect(placeholders().map(({ readyState }) => readyState)).toEqual(['ended']);
  const { failed } = await set.doSyncLocal([wanted('screen', { track: null, muted: true })]);
  expect(failed).toMatchObject([{ source: 'screen', error: { code: 'publish-failed' } }]);
  expect(calls).toEqual(['publish camera']);
});

it('sets the content hint of what it sends', async () => {
  const { set, track, wanted } = rig();
  const camera = track('camera');
  await set.doSyncLocal([{ ...wanted('camera', { track: camera }), contentHint: 'detail' }]);
  expect(camera.contentHint).toBe('detail');
});

it('says why the vendor refused a track, where no placeholder was made for it', async () => {
  const { refused, set, track, wanted } = rig();
  refused.add('publish camera');
  const { failed } = await set.doSyncLocal([wanted('camera', { track: track('first') })]);
  expect(failed[0]?.error.cause).toEqual(new Error('publish camera'));
});

it('asks a vendor that unmuted what is muted here to mute it again', async () => {
  const { calls, set, track, wanted } = rig();
  await set.doSyncLocal([wanted('camera', { track: track('first'), muted: true })]);
  expect(set.mutedByVendor('camera', false)).toBe(false);
  expect(calls.at(-1)).toBe('mute camera');
});
