import type { RtcError } from '@jackfield/core/adapter';
import { readField, type LegContext } from '@jackfield/core/adapter-kit';
import type { LocalPublications } from '../local/local-publications.ts';
import { errors, mapBye, numberOf } from '../map/map-errors.ts';
import { mapLevel, mapQuality } from '../map/map-quality.ts';
import type { RemoteUsers } from '../remote/remote-users.ts';
import type { AliListeners } from './port.ts';

/** What the events act on. */
export interface ListenersPort extends Pick<LegContext, 'sink' | 'signalsWanted'> {
  readonly local: LocalPublications;
  readonly remote: RemoteUsers;
  /** Takes that the engine has given its signalling up. */
  signallingLost(error: RtcError): void;
}

/** Makes facts of the engine's events. */
export function createListeners({
  sink,
  local,
  remote,
  signalsWanted,
  signallingLost,
}: ListenersPort): Partial<AliListeners> {
  return {
    onJoin: remote.report,
    onLeave: remote.leave,
    onPublisher: remote.report,
    onUnPublisher: remote.withdraw,
    onNotify(users) {
      for (const user of users) remote.report(user);
    },
    onMediaStreamUpdate: remote.media,
    onNetworkQuality({ uplinkNetworkQuality, downlinkNetworkQuality }) {
      if (!signalsWanted().quality) return;
      const uplink = mapQuality(uplinkNetworkQuality);
      sink.signals({
        quality: [{ remoteId: undefined, uplink, downlink: mapQuality(downlinkNetworkQuality) }],
      });
    },
    onAudioLevel(levels) {
      if (!signalsWanted().levels) return;
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
        reason === 'error' ? errors.from(message, 'The service ended the call.', 'server-error') : undefined;
      // The engine has dropped everybody but stays joined and goes on polling until it leaves.
      sink.ended({ reason, vendorHasLeft: false, error });
    },
    onError(payload) {
      const number = numberOf(payload);
      if (number === 10301) {
        const error = errors.from(payload, 'The connection that publishes failed.', 'ice-failed');
        for (const source of local.drop()) sink.publicationLost({ source, error });
      } else if (number === 10302) {
        remote.interrupted(String(readField(payload, 'userId')));
      } else if (number === 10310) {
        signallingLost(errors.from(payload, 'Signalling was silent for 90 seconds.', 'signalling'));
      } else {
        // Some are plain strings, some raw messages of the server; the engine opens no device here, so none is a device's.
        sink.vendorEvent({ name: 'onError', payload });
      }
    },
  };
}
