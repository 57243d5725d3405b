import type { CredentialFunction, SourceKind } from '@jackfield/core/adapter';
import { createPublicationSet, createRosterReporter, fetchCredential } from '@jackfield/core/adapter-kit';
import type { AdapterLeg, LegContext } from '@jackfield/core/adapter-kit';
import { errors } from './errors.ts';
import { mapClosed } from './map-closed.ts';
import { mapMember } from './map-member.ts';
import type { AcmeRoom, AcmeSdk } from './port.ts';

/** Joins: what it gives is the leg, and what it began is undone by `cleanup`. */
export async function join(
  sdk: AcmeSdk,
  credential: CredentialFunction<string>,
  { request, sink, environment, cleanup, phase }: LegContext,
): Promise<AdapterLeg<AcmeRoom>> {
  const token = await fetchCredential({ credential, request, reason: 'join', errors });
  const room = await sdk
    .enter(token, { room: request.room, name: request.displayName })
    .catch(errors.rethrow('The service refused the join.', 'signalling'));

  // Look again at whoever the vendor names; what has become of them is found out by comparing.
  const people = createRosterReporter({
    sink,
    keys: () => room.members.map(({ id }) => id),
    describe: (id) => room.members.filter((member) => member.id === id).map(mapMember)[0],
  });
  cleanup.add(room.onMember(({ id }) => people.look(id)));
  cleanup.add(room.onTrack((remoteId, source, track) => sink.remoteTrack({ remoteId, source, track })));
  cleanup.add(
    room.onClosed((number) => {
      if (phase() !== 'over') sink.ended({ reason: mapClosed(number), vendorHasLeft: true });
    }),
  );

  // Core's tracks are gated: muted is silent, whatever the SDK does to them.
  const local = createPublicationSet<SourceKind>(
    {
      async publish({ source, track, muted }) {
        await room.publish(source, track, muted);
        return source;
      },
      unpublish: (source) => room.unpublish(source),
      replace: (source, track, { muted }) => room.publish(source, track, muted),
      setMuted: (source, muted) => room.setMuted(source, muted),
    },
    { environment, errors },
  );
  cleanup.add(local.release);

  return {
    ...local,
    native: room,
    // Core publishes by doSyncLocal at once, so that a slow publication cannot fail the join.
    result: { roster: people.begin(), localDeferred: true },
    doUnpublish: () => local.doSyncLocal([]),
    doLeave: () => room.leave(),
    doSyncRemote: (remoteId, wanted) =>
      room
        .receive(
          remoteId,
          wanted.map(({ source }) => source),
        )
        .catch(errors.rethrow('What they publish could not be received.', 'subscribe-failed')),
  };
}
