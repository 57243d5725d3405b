import { RtcError, type LocalPublication, type SourceKind } from '@jackfield/core/adapter';
import { reconcileSources } from '@jackfield/core/adapter-kit';
import { expect, it } from 'vitest';

const publication = (source: SourceKind): LocalPublication => ({
  source,
  track: null,
  muted: false,
  contentHint: '',
});

/** A vendor that says what it does, and fails with what is refused. */
function rig(refused: Partial<Record<SourceKind, Error>> = {}) {
  const did: string[] = [];
  const act = async (what: string, source: SourceKind): Promise<void> => {
    did.push(`${what} ${source}`);
    await Promise.resolve();
    const error = refused[source];
    if (error) throw error;
    did.push(`${what} ${source} done`);
  };
  return {
    did,
    sync: (published: readonly SourceKind[], wanted: readonly SourceKind[]) =>
      reconcileSources({
        published,
        wanted: wanted.map(publication),
        unpublish: (source) => act('end', source),
        bring: ({ source }) => act('bring', source),
        failure: (cause, source) => new RtcError({ code: 'publish-failed', message: source, cause }),
      }),
  };
}

it('ends what is not wanted one after another, then brings the rest all at once', async () => {
  const { did, sync } = rig();
  await expect(sync(['microphone', 'camera', 'screen'], ['camera', 'screen-audio'])).resolves.toEqual({
    failed: [],
  });
  expect(did).toEqual([
    'end microphone',
    'end microphone done',
    'end screen',
    'end screen done',
    'bring camera',
    'bring screen-audio',
    'bring camera done',
    'bring screen-audio done',
  ]);
});

it('goes on with the others where one fails, and says which', async () => {
  const cause = new Error('no');
  const { did, sync } = rig({ microphone: cause, camera: cause });
  const { failed } = await sync(['microphone'], ['camera', 'screen']);
  expect(failed).toMatchObject([
    { source: 'microphone', error: { code: 'publish-failed', message: 'microphone', cause } },
    { source: 'camera', error: { code: 'publish-failed', message: 'camera', cause } },
  ]);
  expect(did).toContain('bring screen done');
});

it('takes what throws before there is a promise for a failure of that source', async () => {
  const { failed } = await reconcileSources({
    published: [],
    wanted: [publication('camera')],
    unpublish: () => undefined,
    bring() {
      throw new TypeError('the vendor');
    },
    failure: (cause) => new RtcError({ code: 'publish-failed', message: 'no', cause }),
  });
  expect(failed).toMatchObject([{ source: 'camera', error: { code: 'publish-failed' } }]);
});
