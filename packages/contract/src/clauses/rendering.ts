import type { RtcSession, VideoView } from '@jackfield/core';
import { check, checkEqual } from '../check.ts';
import type { Clause } from '../clause.ts';
import { ContractFailure } from '../contract-failure.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { Rig } from '../rig.ts';
import { eventually, handleOf, joined, left, meets, personOf, receives, rejects, resolves } from '../scene.ts';
import type { Side } from '../side.ts';

/** A side that shows the camera of a far side. */
async function watching(rig: Rig): Promise<{
  readonly ann: Side;
  readonly zoe: Awaited<ReturnType<Rig['world']['farJoin']>>;
  readonly view: VideoView;
}> {
  const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
  const ann = await joined(rig);
  await meets(rig, ann, 'zoe');
  const view = ann.createView();
  handleOf(ann, 'zoe').camera.attach(view);
  await receives(rig, ann, 'zoe', 'camera');
  return { ann, zoe, view };
}

const render = (side: Side): string | undefined => personOf(side, 'zoe').sources.camera?.render;

function refused(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new ContractFailure('It should have been refused.');
}

const playsTracks = needs.claims('remoteAudio', 'tracks');

/** Showing and playing what others send. */
export const renderingClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-RENDER-01',
    title: 'Each remote sound can be heard exactly once.',
    law: 'audible-once',
    rules: [30],
    world: ['far-join', 'audible'],
    saboteurs: ['two-audible-copies'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      const key = { participantId: personOf(ann, 'zoe').id, source: 'microphone' } as const;
      await eventually(rig, 'it can be heard', async () => (await rig.world.audibleCopies(ann, key)) > 0);
      checkEqual(await rig.world.audibleCopies(ann, key), 1, 'How many copies can be heard');
    },
  },
  {
    id: 'RTC-RENDER-02',
    title: 'Elements that show a picture are muted and play in place.',
    law: 'audible-once',
    rules: [28, 30],
    world: ['far-join'],
    async run(rig) {
      const { view } = await watching(rig);
      checkEqual([view.muted, view.autoplay, view.playsInline], [true, true, true], 'Muted, autoplay, playsInline');
    },
  },
  {
    id: 'RTC-RENDER-03',
    title: 'A track that is swapped comes into the same stream, and elements keep what they show.',
    law: 'one-stream',
    rules: [27],
    world: ['far-join', 'far-replace-track'],
    saboteurs: ['swap-lost'],
    async run(rig) {
      const { ann, zoe, view } = await watching(rig);
      const { mediaStream } = handleOf(ann, 'zoe').camera;
      const [before] = mediaStream.getTracks();
      ann.log.clear();
      await zoe.replaceTrack('camera');
      await eventually(rig, 'another track is there', () => {
        const tracks = mediaStream.getTracks();
        return tracks.length === 1 && tracks[0] !== before && tracks[0]?.readyState === 'live';
      });
      check(handleOf(ann, 'zoe').camera.mediaStream === mediaStream, 'The stream should be the same one.');
      check(view.srcObject === mediaStream, 'The element should show the same stream.');
      checkEqual(ann.log.lines('source-unpublished', 'source-published'), [], 'Publications that are told');
    },
  },
  {
    id: 'RTC-RENDER-04',
    title: 'One picture can be shown in several elements; each is detached alone and left blank.',
    law: 'one-stream',
    rules: [28],
    world: ['far-join'],
    async run(rig) {
      const { ann, view } = await watching(rig);
      const other = ann.createView();
      const { camera } = handleOf(ann, 'zoe');
      const detach = camera.attach(other);
      check(other.srcObject === camera.mediaStream, 'The second element should show the stream.');
      detach();
      detach();
      checkEqual(other.srcObject, null, 'The second element after detaching');
      check(view.srcObject === camera.mediaStream, 'The first element should show it still.');
    },
  },
  {
    id: 'RTC-RENDER-05',
    title: 'Elements are blank when the source is withdrawn, when its owner goes and when the call ends.',
    law: 'one-stream',
    rules: [28],
    world: ['far-join', 'far-publish', 'far-leave'],
    async run(rig) {
      const { ann, zoe, view } = await watching(rig);
      await zoe.unpublish('camera');
      await eventually(rig, 'blank after unpublishing', () => view.srcObject === null);
      await zoe.publish('camera');
      await eventually(rig, 'shown again', () => view.srcObject !== null);
      await zoe.leave();
      await eventually(rig, 'blank after they went', () => view.srcObject === null);
      await rig.world.farJoin({ userId: 'yan', sources: ['camera'] });
      await meets(rig, ann, 'yan');
      handleOf(ann, 'yan').camera.attach(view);
      await receives(rig, ann, 'yan', 'camera');
      await left(rig, ann);
      checkEqual(view.srcObject, null, 'The element after the call');
    },
  },
  {
    id: 'RTC-RENDER-06',
    title: 'An element that is given to somebody else shows them, and the old detach does not blank it.',
    law: 'one-stream',
    rules: [28],
    world: ['far-join'],
    async run(rig) {
      const { ann, view } = await watching(rig);
      await rig.world.farJoin({ userId: 'yan', sources: ['camera'] });
      await meets(rig, ann, 'yan');
      handleOf(ann, 'yan').camera.attach(view);
      await receives(rig, ann, 'yan', 'camera');
      check(view.srcObject === handleOf(ann, 'yan').camera.mediaStream, 'It should show the second one.');
    },
  },
  {
    id: 'RTC-RENDER-07',
    title: 'A picture waits for its first frame, plays, and is stalled when no new frame comes.',
    law: 'live-picture',
    world: ['far-join', 'frames', 'clock'],
    async run(rig) {
      const { ann, view } = await watching(rig);
      checkEqual(render(ann), 'waiting', 'Before the first frame');
      await rig.world.showFrame(ann, view);
      await eventually(rig, 'it plays', () => render(ann) === 'playing');
      await rig.world.pass(12_000);
      await eventually(rig, 'it is stalled', () => render(ann) === 'stalled');
      await rig.world.showFrame(ann, view);
      await eventually(rig, 'it plays again', () => render(ann) === 'playing');
    },
  },
  {
    id: 'RTC-RENDER-08',
    title: 'A picture whose owner mutes it is not stalled, and never looks live.',
    law: 'live-picture',
    world: ['far-join', 'far-mute', 'frames', 'clock'],
    async run(rig) {
      const { ann, zoe, view } = await watching(rig);
      await rig.world.showFrame(ann, view);
      await eventually(rig, 'it plays', () => render(ann) === 'playing');
      await zoe.setMuted('camera', true);
      await eventually(rig, 'it is muted', () => personOf(ann, 'zoe').sources.camera?.muted === true);
      await rig.world.pass(30_000);
      check(render(ann) !== 'stalled' && render(ann) !== 'playing', 'A muted picture should be neither.', render(ann));
    },
  },
  {
    id: 'RTC-RENDER-09',
    title: 'A picture that never gets a frame is stalled after its bound.',
    law: 'live-picture',
    world: ['far-join', 'clock'],
    async run(rig) {
      const { ann } = await watching(rig);
      await rig.world.pass(15_000);
      await eventually(rig, 'it is stalled', () => render(ann) === 'stalled');
    },
  },
  {
    id: 'RTC-RENDER-10',
    title: 'Sound that the browser refuses is one state; the call goes on; resume in a gesture plays it.',
    law: 'playback',
    rules: [31],
    when: [playsTracks],
    world: ['far-join', 'gesture', 'audible'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig, { playbackBlocked: true });
      await receives(rig, ann, 'zoe', 'microphone');
      const { playback } = ann.session;
      await eventually(rig, 'playback is blocked', () => playback.blocked && ann.session.snapshot.playbackBlocked);
      checkEqual(ann.log.of('playback-changed'), [{ blocked: true }], 'What is told');
      await rejects(rig, playback.resume(), { what: 'Resuming without a gesture', codes: ['playback-blocked'] });
      await rig.world.gesture(ann);
      await resolves(rig, playback.resume(), 'Resuming in a gesture');
      checkEqual(playback.blocked, false, 'Whether it is blocked');
      const key = { participantId: personOf(ann, 'zoe').id, source: 'microphone' } as const;
      checkEqual(await rig.world.audibleCopies(ann, key), 1, 'How many copies can be heard');
    },
  },
  {
    id: 'RTC-RENDER-11',
    title: 'A volume is a number from 0 to 1, kept while the participant is there; 0 is silence.',
    law: 'speaker',
    rules: [33],
    when: [playsTracks],
    world: ['far-join', 'far-publish', 'audible'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      const { microphone } = handleOf(ann, 'zoe');
      checkEqual(microphone.volume, 1, 'The volume at first');
      for (const volume of [-0.1, 1.1, Number.NaN]) {
        const error = refused(() => {
          microphone.setVolume(volume);
        });
        checkEqual((error as { code?: unknown }).code, 'invalid-argument', `The error for ${String(volume)}`);
      }
      microphone.setVolume(0);
      const key = { participantId: personOf(ann, 'zoe').id, source: 'microphone' } as const;
      checkEqual(await rig.world.audibleCopies(ann, key), 0, 'How many copies can be heard at volume 0');
      await zoe.unpublish('microphone');
      await zoe.publish('microphone');
      await receives(rig, ann, 'zoe', 'microphone');
      checkEqual(microphone.volume, 0, 'The volume after it was published anew');
    },
  },
  {
    id: 'RTC-RENDER-12',
    title: 'A loudspeaker that is not there is refused, and the old one stays.',
    law: 'speaker',
    when: [playsTracks],
    world: ['far-join'],
    async run(rig) {
      const ann = await joined(rig);
      const { playback } = ann.session;
      if (!ann.session.can('choose-speaker')) {
        await rejects(rig, playback.setSpeaker('any'), { what: 'Choosing a speaker', codes: ['not-supported'] });
        return;
      }
      await rejects(rig, playback.setSpeaker('no-such-speaker'), {
        what: 'Choosing a speaker that is not there',
        codes: ['device-not-found'],
      });
      checkEqual(playback.speakerId, '', 'The speaker');
    },
  },
  {
    id: 'RTC-RENDER-13',
    title: 'A preview shows the own camera, muted, before and during a call, and is blank when it is off.',
    law: 'one-stream',
    rules: [28],
    async run(rig) {
      const ann = await rig.side();
      const view = ann.createView();
      const detach = ann.session.camera.attach(view);
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      check(view.srcObject !== null && view.muted, 'The preview should show the camera, muted.');
      await resolves(rig, join(ann.session, rig, ann.userId), 'Joining');
      check(view.srcObject !== null, 'The preview should go on in the call.');
      await resolves(rig, ann.session.camera.mute(), 'Muting');
      checkEqual(ann.session.camera.state.track, undefined, 'The track of the preview while muted');
      await resolves(rig, ann.session.camera.unmute(), 'Unmuting');
      check(view.srcObject !== null, 'The preview should be back.');
      detach();
      checkEqual(view.srcObject, null, 'The preview after detaching');
    },
  },
]);

function join(session: RtcSession, rig: Rig, userId: string): Promise<void> {
  return session.join({ room: rig.room, userId });
}
