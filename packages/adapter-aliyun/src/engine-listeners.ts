import type { RtcDriverSink, RtcError, SignalsWanted } from '@jackfield/core/adapter';
import type { AliListeners } from './listen.ts';
import type { LocalPublications } from './local-publications.ts';
import { mapBye, mapError, numberOf } from './map-errors.ts';
import { mapLevel, mapQuality } from './map-quality.ts';
import type { RemoteUsers } from './remote-users.ts';

/** What the events act on. */
export interface ListenersPort {
  readonly sink: RtcDriverSink;
  readonly local: LocalPublications;
  readonly remote: RemoteUsers;
  /** Which signals core listens to now. */
  wanted(): SignalsWanted;
  /** Whether somebody who is reported now counts as having been there before. */
  isExisting(): boolean;
  /** The engine has given its signalling up. */
  signallingLost(error: RtcError): void;
}

/** The engine's events as facts. */
export function createListeners(port: ListenersPort): AliListeners {
  const { sink, local, remote } = port;
  return {
    onJoin(user) {
      remote.report(user, port.isExisting());
    },
    onLeave(user) {
      remote.leave(user);
    },
    onPublisher(user) {
      remote.report(user, port.isExisting());
    },
    onUnPublisher(user) {
      remote.withdraw(user, port.isExisting());
    },
    onNotify(users) {
      for (const user of users) remote.report(user, port.isExisting());
    },
    onMediaStreamUpdate(update) {
      remote.media(update);
    },
    onNetworkQuality({ uplinkNetworkQuality, downlinkNetworkQuality }) {
      if (!port.wanted().quality) return;
      const uplink = mapQuality(uplinkNetworkQuality);
      sink.signals({
        quality: [{ remoteId: undefined, uplink, downlink: mapQuality(downlinkNetworkQuality) }],
      });
    },
    onAudioLevel(levels) {
      if (!port.wanted().levels) return;
      // The engine calls the own user '0'.
      const known = levels.map(({ userId, level }) => ({
        remoteId: remote.idOf(userId),
        own: userId === '0',
        level: mapLevel(level),
      }));
      sink.signals({ levels: known.filter(({ remoteId, own }) => own || remoteId !== undefined) });
    },
    onBye(message) {
      const reason = mapBye(message.code);
      const error =
        reason === 'error' ? mapError(message, 'The service ended the call.', 'server-error') : undefined;
      // The engine has dropped everybody but stays joined and goes on polling until it leaves.
      sink.ended({ reason, vendorHasLeft: false, error });
    },
    onError(payload) {
      const number = numberOf(payload);
      if (number === 10301) {
        const error = mapError(payload, 'The connection that publishes failed.', 'ice-failed');
        for (const source of local.drop()) sink.publicationLost({ source, error });
      } else if (number === 10302) {
        remote.interrupted(String((payload as { readonly userId?: unknown }).userId));
      } else if (number === 10310) {
        port.signallingLost(mapError(payload, 'Signalling was silent for 90 seconds.', 'signalling'));
      } else {
        // Some are plain strings, some raw messages of the server; the engine opens no device here, so none is a device's.
        sink.vendorEvent({ name: 'onError', payload });
      }
    },
  };
}
