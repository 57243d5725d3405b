import { how, note, type Question, type Stage } from './stage.ts';

async function captured(stage: Stage, wanted: MediaStreamConstraints = { audio: true }) {
  const stream = await stage.devices.getUserMedia(wanted);
  const [track] = stream.getTracks();
  if (!track) throw new Error('There is no track.');
  return { stream, track };
}

/** Of devices, their tracks, and streams. */
export const deviceQuestions: readonly Question[] = [
  {
    title: 'nothing that is asked for, and a device that is not there',
    async ask(stage) {
      const exact = { deviceId: { exact: 'no such device' } };
      return [
        await how(stage, stage.devices.getUserMedia({})),
        await how(stage, stage.devices.getUserMedia({ audio: exact })),
        await how(stage, stage.devices.getUserMedia({ audio: { deviceId: 'no such device' } })),
      ];
    },
    answer: ['TypeError', 'OverconstrainedError', 'resolved'],
  },
  {
    title: 'whoever stops a track hears nothing of it, and its clone goes on',
    async ask(stage) {
      const { stream, track } = await captured(stage);
      const log = note(track, 'ended', 'mute');
      const clone = track.clone();
      track.stop();
      const at = [track.readyState, clone.readyState, stream.active, track.clone().readyState];
      await stage.quiet();
      clone.stop();
      return [...at, log, track.id === clone.id];
    },
    answer: ['ended', 'live', false, 'ended', [], false],
  },
  {
    title: 'a clone takes what its track is, and goes its own way from there',
    async ask(stage) {
      const { track } = await captured(stage, { video: true });
      track.enabled = false;
      track.contentHint = 'detail';
      const clone = track.clone();
      const taken = [clone.enabled, clone.contentHint, clone.muted, clone.label === track.label];
      clone.enabled = true;
      const apart = track.enabled;
      track.stop();
      clone.stop();
      return [...taken, apart];
    },
    answer: [false, 'detail', false, true, false],
  },
  {
    title: 'constraints for a track that has ended, and ones that cannot be met',
    async ask(stage) {
      const { track } = await captured(stage, { video: true });
      const none = await how(stage, track.applyConstraints({ width: { exact: 100_000 } }));
      track.stop();
      return [none, await how(stage, track.applyConstraints({ width: 320 }))];
    },
    answer: ['OverconstrainedError', 'OverconstrainedError'],
  },
  {
    title: 'a stream: no track twice, no event for what a script does, active while a track is live',
    async ask(stage) {
      const stream = stage.stream('audio');
      const log = note(stream, 'addtrack', 'removetrack');
      const [track] = stream.getTracks();
      const [other] = stage.stream('video').getTracks();
      if (!track || !other) throw new Error('There is no track.');
      stream.addTrack(track);
      stream.addTrack(other);
      const both = stream.getTracks().length;
      stream.removeTrack(track);
      const found = [stream.getTrackById(other.id) === other, stream.getTrackById(track.id)];
      await stage.quiet();
      other.stop();
      return [both, stream.getTracks().length, ...found, log, stream.active];
    },
    answer: [2, 1, true, null, [], false],
  },
  {
    title: 'a clone of a stream has clones of its tracks',
    ask(stage) {
      const stream = stage.stream('audio');
      const clone = stream.clone();
      const [one] = stream.getTracks();
      const [other] = clone.getTracks();
      return Promise.resolve([stream.id === clone.id, one?.id === other?.id, clone.active]);
    },
    answer: [false, false, true],
  },
  {
    title: 'devices have names and ids once they may be used',
    async ask(stage) {
      const { track } = await captured(stage, { audio: true });
      const all = await stage.devices.enumerateDevices();
      const kinds = [...new Set(all.map(({ kind }) => kind))].sort();
      const { deviceId } = track.getSettings();
      track.stop();
      return [
        kinds,
        all.every((device) => device.label !== '' && device.deviceId !== ''),
        all.some((device) => device.deviceId === deviceId),
      ];
    },
    answer: [['audioinput', 'audiooutput', 'videoinput'], true, true],
  },
  {
    title: 'a screen: a picture and sound, with its surface',
    async ask(stage) {
      const shared = await stage.devices.getDisplayMedia?.({ video: true, audio: true });
      const kinds = shared?.getTracks().map(({ kind }) => kind);
      const surface = shared?.getVideoTracks()[0]?.getSettings().displaySurface;
      for (const track of shared?.getTracks() ?? []) track.stop();
      return [kinds?.sort(), surface];
    },
    answer: [['audio', 'video'], 'monitor'],
  },
];
