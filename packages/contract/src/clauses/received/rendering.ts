import type { VideoView } from '@jackfield/core';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import { exactMute } from '../needs.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  beginJoin,
  eventually,
  handleOf,
  joined,
  left,
  meets,
  personOf,
  receives,
  resolves,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

/** A side that shows the camera of a far side. */
async function watching(
  rig: Rig,
  { still = false }: { readonly still?: boolean } = {},
): Promise<{
  readonly ann: Side;
  readonly zoe: Awaited<ReturnType<Rig['world']['farJoin']>>;
  readonly view: VideoView;
}> {
  const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'], still });
  const ann = await joined(rig);
  await meets(rig, ann, 'zoe');
  const view = ann.createView();
  handleOf(ann, 'zoe').camera.attach(view);
  await receives(rig, ann, 'zoe', 'camera');
  return { ann, zoe, view };
}

const render = (side: Side): string | undefined => personOf(side, 'zoe').sources.camera?.render;

/** Showing what others send. */
export const renderingClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-RENDER-02',
    title: 'Elements that show a picture are muted and play in place.',
    law: 'audible-once',
    rules: [28, 30],
    world: ['far-join'],
    async run(rig) {
      const { view } = await watching(rig);
      checkEqual(
        [view.muted, view.autoplay, view.playsInline],
        [true, true, true],
        'Muted, autoplay, playsInline',
      );
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
      const { ann, view } = await watching(rig, { still: true });
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
    when: [exactMute],
    world: ['far-join', 'far-mute', 'frames', 'clock'],
    async run(rig) {
      const { ann, zoe, view } = await watching(rig, { still: true });
      await rig.world.showFrame(ann, view);
      await eventually(rig, 'it plays', () => render(ann) === 'playing');
      await zoe.setMuted('camera', true);
      await eventually(rig, 'it is muted', () => personOf(ann, 'zoe').sources.camera?.muted === true);
      await rig.world.pass(30_000);
      check(
        render(ann) !== 'stalled' && render(ann) !== 'playing',
        'A muted picture should be neither.',
        render(ann),
      );
    },
  },
  {
    id: 'RTC-RENDER-09',
    title: 'A picture that never gets a frame is stalled after its bound.',
    law: 'live-picture',
    world: ['far-join', 'clock'],
    async run(rig) {
      const { ann } = await watching(rig, { still: true });
      await rig.world.pass(15_000);
      await eventually(rig, 'it is stalled', () => render(ann) === 'stalled');
    },
  },
  {
    id: 'RTC-RENDER-13',
    title:
      'A preview shows the own camera, muted, before and during a call, nothing of it while it is off, and is blank when detached.',
    law: 'one-stream',
    rules: [28],
    async run(rig) {
      const ann = await rig.side();
      const view = ann.createView();
      const shows = (): boolean =>
        view.srcObject !== null && ann.session.camera.state.track?.readyState === 'live';
      const detach = ann.session.camera.attach(view);
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      check(shows() && view.muted, 'The preview should show the camera, muted.');
      await resolves(rig, beginJoin(rig, ann), 'Joining');
      check(shows(), 'The preview should go on in the call.');
      await resolves(rig, ann.session.camera.mute(), 'Muting');
      check(!shows(), 'The preview should show nothing while muted.');
      await resolves(rig, ann.session.camera.unmute(), 'Unmuting');
      check(shows(), 'The preview should be back.');
      detach();
      checkEqual(view.srcObject, null, 'The preview after detaching');
    },
  },
]);
