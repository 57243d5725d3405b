import { ParticipantInfo, ParticipantInfo_State, TrackInfo, TrackSource, TrackType } from '@livekit/protocol';
import { ConnectionState, Room, RoomEvent, setLogLevel } from 'livekit-client';
import { FakeMediaStream } from '../../src/testing/fake-media-stream.ts';
import { createTrackRegistry } from '../../src/testing/track-registry.ts';
import type { BenchRoom } from './bench-room.ts';
import { nextTask } from './next-task.ts';

setLogLevel('silent');

interface Telling {
  readonly muted: boolean;
  readonly gone?: boolean;
}

/** Returns what the server says of somebody. */
function infoOf(index: number, { muted, gone }: Telling): ParticipantInfo {
  return new ParticipantInfo({
    sid: `PA_${String(index)}`,
    identity: `user-${String(index)}`,
    state: gone ? ParticipantInfo_State.DISCONNECTED : ParticipantInfo_State.ACTIVE,
    tracks: gone
      ? []
      : [
          new TrackInfo({
            sid: `TR_${String(index)}m`,
            type: TrackType.AUDIO,
            source: TrackSource.MICROPHONE,
            muted,
          }),
          new TrackInfo({ sid: `TR_${String(index)}c`, type: TrackType.VIDEO, source: TrackSource.CAMERA }),
        ],
  });
}

/**
 * Makes livekit-client's own Room, told the same facts in the words of its server: the updates that its signalling would
 * bring, and the track of each microphone, which its server sends without being asked.
 */
export function createLivekitRoom(): BenchRoom {
  const room = new Room();
  room.state = ConnectionState.Connected;
  let heard = 0;
  const hear = (): void => {
    heard += 1;
  };
  room.on(RoomEvent.TrackMuted, hear);
  room.on(RoomEvent.TrackUnmuted, hear);
  // Made before they are told: what decoding costs is not measured on either side.
  const infos = new Map<string, ParticipantInfo>();
  const tell = (index: number, how: Telling): void => {
    const name = `${String(index)} ${String(how.muted)} ${String(how.gone)}`;
    const info = infos.get(name) ?? infoOf(index, how);
    infos.set(name, info);
    const update: readonly unknown[] = ['participantUpdate', [info]];
    Reflect.apply(room.engine.emit, room.engine, update);
  };
  return {
    get size() {
      return room.remoteParticipants.size;
    },
    get heard() {
      return heard;
    },
    comes(index) {
      tell(index, { muted: false });
      const track = createTrackRegistry().create({ kind: 'audio', origin: 'remote' });
      const receiver = { track, getStats: () => Promise.resolve(new Map()) };
      const person = room.remoteParticipants.get(`user-${String(index)}`);
      if (!person) throw new RangeError('Room does not take these facts any more: this measures nothing.');
      Reflect.apply(person.addSubscribedMediaTrack, person, [
        track,
        `TR_${String(index)}m`,
        new FakeMediaStream([track]),
        receiver,
      ]);
    },
    mutes(index, muted) {
      tell(index, { muted });
    },
    goes(index) {
      tell(index, { muted: false, gone: true });
    },
    settled: nextTask,
    async end() {
      for (const person of [...room.remoteParticipants.values()]) {
        for (const publication of person.trackPublications.values()) publication.track?.stop();
      }
      await room.disconnect();
    },
  };
}
