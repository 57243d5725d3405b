import type { RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import type { PublicationSet } from '@jackfield/core/adapter-kit';
import { errors } from '../errors.ts';
import type { TrtcInstance, TrtcRole } from '../port.ts';
import type { Publishing } from '../media/publishing.ts';
import { isRole } from './roles.ts';

/**
 * Changes the local role, in scene `live`. Measured: on its way to the audience the SDK unpublishes, and on its way back it publishes by
 * itself what was not stopped; so it is stopped, and core is told.
 */
export async function changeRole(
  parts: {
    readonly engine: TrtcInstance;
    readonly publishing: Publishing;
    readonly publications: PublicationSet<SourceKind>;
    readonly sink: RtcDriverSink;
  },
  role: string,
): Promise<TrtcRole> {
  const { engine, publishing, publications, sink } = parts;
  if (!isRole(role)) throw errors.make('unsupported', `There is no role ${role}.`);
  if (role === 'audience') {
    for (const [source] of publications.entries()) {
      await publishing.unpublish(source).catch(() => undefined); // leaving the stage ends it too
      publications.forget(source);
      sink.localUnpublishedByServer({ source });
    }
  }
  await engine.switchRole(role).catch(errors.rethrow('The role could not be changed.', 'forbidden'));
  return role;
}
