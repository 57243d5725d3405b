import { AudioPresets, Room, Track, type RemoteTrack } from 'livekit-client';
import { open, type Caller, type Source, type Views } from './caller.ts';

/** Makes somebody who calls over LiveKit's SDK alone, with what its documentation says is best. */
export function createLivekitCaller(views: Views): Caller {
  const room = new Room({ adaptiveStream: true, dynacast: true });
  const published = new Map<string, MediaStreamTrack>();
  let name = '';
  room.on('trackSubscribed', (track: RemoteTrack, { source }, { identity }) => {
    if (track.kind === Track.Kind.Audio) track.attach();
    else track.attach(views.of(identity, source === Track.Source.ScreenShare ? 'screen' : 'camera'));
  });
  async function publish(source: Source, stream: MediaStream): Promise<void> {
    const { width, height, kind } = views.picture();
    const [picture] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    const encoding = { maxBitrate: best(width * height), maxFramerate: 30 };
    if (picture) {
      picture.contentHint = source === 'screen' ? (kind === 'film' ? 'motion' : 'text') : '';
      published.set(source, picture);
      await room.localParticipant.publishTrack(picture, {
        source: source === 'screen' ? Track.Source.ScreenShare : Track.Source.Camera,
        simulcast: true,
        ...(source === 'screen' ? { screenShareEncoding: encoding } : { videoEncoding: encoding }),
      });
    }
    if (sound)
      await room.localParticipant.publishTrack(sound, {
        source: source === 'screen' ? Track.Source.ScreenShareAudio : Track.Source.Microphone,
        ...(kind === 'film' && { audioPreset: AudioPresets.musicHighQualityStereo, dtx: false }),
      });
  }
  return {
    async join(seat) {
      name = seat.userId;
      const { url, token } = await window.fetchLivekit(seat);
      await room.connect(url, token);
    },
    async publish(sources) {
      await Promise.all(sources.map(async (source) => publish(source, await open(source))));
    },
    async unpublish(source) {
      const track = published.get(source);
      if (track) await room.localParticipant.unpublishTrack(track);
    },
    async setMuted(muted) {
      const microphone = room.localParticipant.getTrackPublication(Track.Source.Microphone);
      if (!microphone) throw new Error(`${name} publishes no microphone.`);
      await (muted ? microphone.mute() : microphone.unmute());
    },
    leave: () => room.disconnect(),
  };
}

/** LiveKit's own presets for 360p, 720p and 1080p, but no less than they have for a screen. */
function best(area: number): number {
  if (area <= 640 * 360) return 800_000;
  return area <= 1280 * 720 ? 2_000_000 : 3_500_000;
}
