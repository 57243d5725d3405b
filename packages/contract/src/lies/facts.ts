import { RtcError, type RemoteParticipantInfo, type RtcDriverSink } from '@jackfield/core/adapter';
import { replace } from '../rig/middleware.ts';
import type { Saboteur } from './saboteur.ts';

/** A saboteur that reports some facts otherwise. */
function reports(lie: string, sink: (sink: RtcDriverSink) => Partial<RtcDriverSink>): Saboteur {
  return { lie, middleware: (adapter) => replace(adapter, { sink }) };
}

const nothing = (): void => undefined;

/** Their names. */
export type FactSaboteurName =
  | 'roster-misses-member'
  | 'join-event-lost'
  | 'leave-event-lost'
  | 'unpublish-event-lost'
  | 'publish-event-lost'
  | 'mute-event-lost'
  | 'mute-as-unpublish'
  | 'everything-twice'
  | 'events-after-end'
  | 'wrong-end-reason'
  | 'ends-without-word'
  | 'strangers-after-restart'
  | 'resumes-as-restarted'
  | 'server-mute-lost'
  | 'server-unpublish-lost'
  | 'permissions-lost'
  | 'expiry-lost'
  | 'message-altered'
  | 'messages-dropped'
  | 'rejects-as-unknown';

/** Lies about what happens in the room. */
export const factSaboteurs: Readonly<Record<FactSaboteurName, Saboteur>> = {
  'roster-misses-member': {
    lie: 'One of those who are there at join is never told.',
    middleware: (adapter) => {
      let missed: string | undefined;
      return replace(adapter, {
        driver: ({ driver }) => ({
          async doJoin(request) {
            const result = await driver.doJoin(request);
            missed ??= result.roster[0]?.userId;
            return { ...result, roster: result.roster.filter(({ userId }) => userId !== missed) };
          },
        }),
        sink: (sink) => ({
          participantJoined(fact) {
            missed ??= fact.userId;
            if (fact.userId !== missed) sink.participantJoined(fact);
          },
        }),
      });
    },
  },
  'join-event-lost': reports('Nobody who comes later is told.', () => ({ participantJoined: nothing })),
  'leave-event-lost': reports('Nobody who goes is told.', () => ({ participantLeft: nothing })),
  'unpublish-event-lost': reports('Nobody is told when a source is withdrawn.', () => ({
    sourceUnpublished: nothing,
  })),
  'publish-event-lost': reports('Nobody is told when a source is published.', () => ({
    sourcePublished: nothing,
  })),
  'mute-event-lost': reports('Nobody is told when a source is muted.', () => ({ sourceMuted: nothing })),
  'mute-as-unpublish': reports('A mute is reported as the end of the publication.', (sink) => ({
    sourceMuted({ remoteId, source, muted }) {
      if (muted) sink.sourceUnpublished({ remoteId, source });
      else sink.sourcePublished({ remoteId, source, muted });
    },
  })),
  'everything-twice': reports('Whoever comes and whatever is published is told twice.', (sink) => ({
    participantJoined(fact) {
      sink.participantJoined(fact);
      sink.participantJoined(fact);
    },
    sourcePublished(fact) {
      sink.sourcePublished(fact);
      sink.sourcePublished(fact);
    },
  })),
  'events-after-end': {
    lie: 'It goes on reporting after it was disposed.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver, sink }) => ({
          dispose() {
            driver.dispose();
            queueMicrotask(() => {
              sink.participantJoined({ remoteId: 'ghost', userId: 'ghost', sources: [] });
            });
          },
        }),
      }),
  },
  'wrong-end-reason': reports('Every end is an error.', (sink) => ({
    ended(fact) {
      sink.ended({ ...fact, reason: 'error' });
    },
  })),
  'ends-without-word': reports('A call that the server ends goes on for the app.', () => ({
    ended: nothing,
  })),
  'strangers-after-restart': reports('After a restart everybody is somebody else.', (sink) => ({
    connectionRestored(fact) {
      const stranger = (info: RemoteParticipantInfo): RemoteParticipantInfo => ({
        ...info,
        userId: `${info.userId}-again`,
      });
      sink.connectionRestored({ ...fact, roster: fact.roster.map(stranger) });
    },
  })),
  'resumes-as-restarted': reports(
    'A transport that came back with everything is told as begun anew.',
    (sink) => ({
      connectionRestored: (fact) => {
        sink.connectionRestored({ ...fact, mode: 'restarted' });
      },
    }),
  ),
  'server-mute-lost': reports('A mute by the server is not told.', () => ({ localMutedByServer: nothing })),
  'server-unpublish-lost': reports('A publication that the server ends is not told.', () => ({
    localUnpublishedByServer: nothing,
  })),
  'permissions-lost': reports('A change of permissions is not told.', () => ({
    permissionsChanged: nothing,
  })),
  'expiry-lost': reports('The coming end of a credential is not told.', () => ({
    credentialExpiring: nothing,
  })),
  'message-altered': reports('Messages arrive as HTML.', (sink) => ({
    messageReceived(fact) {
      sink.messageReceived({ ...fact, text: fact.text.replaceAll('<', '&lt;') });
    },
  })),
  'messages-dropped': reports('Messages do not arrive.', () => ({ messageReceived: nothing })),
  'rejects-as-unknown': {
    lie: 'Whatever the vendor refuses is an unknown error.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doJoin: (request) =>
            driver.doJoin(request).catch((cause: unknown) => {
              throw new RtcError({ code: 'unknown', message: 'Joining failed somehow.', cause });
            }),
        }),
      }),
  },
};
