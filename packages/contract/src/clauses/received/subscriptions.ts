import { check, checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import {
  arrivesNoMore,
  eventually,
  handleOf,
  joined,
  later,
  linesOf,
  meets,
  meetsSource,
  personOf,
  receives,
  rejects,
  resolves,
  sentinel,
} from '../../run/scene.ts';

/** Receiving what others publish. */
export const subscriptionClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-SUBSCRIBE-01',
    title: 'Sound is received without being asked for, and the event that says so comes with a live track.',
    law: 'subscription-modes',
    rules: [25, 26],
    world: ['far-join'],
    saboteurs: ['subscribe-never-settles', 'subscribe-without-track'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      const [event] = ann.log.of('source-subscribed');
      checkEqual(event?.track.kind, 'audio', 'The kind of the track');
      checkEqual(event?.track.readyState, 'live', 'The track');
      check(
        handleOf(ann, 'zoe').microphone.mediaStream.getTracks().length === 1,
        'The track should be in its stream.',
      );
    },
  },
  {
    id: 'RTC-SUBSCRIBE-02',
    title: 'A picture is received while an element shows it, and no longer some time after.',
    law: 'subscription-modes',
    rules: [25],
    world: ['far-join', 'clock'],
    saboteurs: ['subscribe-never-settles', 'subscribe-without-track', 'unsubscribe-without-effect'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      await sentinel(rig, ann);
      const { subscription } = personOf(ann, 'zoe').sources.camera ?? {};
      checkEqual(subscription, { status: 'not-subscribed', reason: 'not-wanted' }, 'The subscription before');
      const view = ann.createView();
      const detach = handleOf(ann, 'zoe').camera.attach(view);
      await receives(rig, ann, 'zoe', 'camera');
      check(
        view.srcObject === handleOf(ann, 'zoe').camera.mediaStream,
        'The element should show the stream.',
      );
      const track = ann.log.of('source-subscribed').find(({ source }) => source === 'camera')?.track;
      detach();
      checkEqual(view.srcObject, null, 'What the element shows after detaching');
      await rig.world.pass(3_000);
      await eventually(
        rig,
        'it is not subscribed any more',
        () => personOf(ann, 'zoe').sources.camera?.subscription.status === 'not-subscribed',
      );
      await arrivesNoMore(rig, checkThere(track, 'The track'));
    },
  },
  {
    id: 'RTC-SUBSCRIBE-03',
    title: 'Subscribing by hand resolves with a live track in the stream of the source.',
    law: 'subscribe-settles',
    rules: [26],
    world: ['far-join'],
    saboteurs: ['subscribe-never-settles', 'subscribe-without-track'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const { camera } = handleOf(ann, 'zoe');
      await resolves(rig, camera.subscribe(), 'Subscribing', rig.timeouts.subscribe);
      const [track, ...more] = camera.mediaStream.getTracks();
      checkEqual([track?.readyState, more.length], ['live', 0], 'The tracks of the stream');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-04',
    title: 'Subscribing twice is one subscription, and both calls resolve.',
    law: 'subscribe-settles',
    rules: [13, 26],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const { camera } = handleOf(ann, 'zoe');
      await resolves(rig, Promise.all([camera.subscribe(), camera.subscribe()]), 'Subscribing twice');
      await resolves(rig, camera.subscribe(), 'Subscribing again');
      checkEqual(linesOf(ann, 'zoe', 'source-subscribed').length, 1, 'How often it is told');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-05',
    title: 'A subscription that the vendor never answers fails within its bound; asking again works.',
    law: 'subscribe-settles',
    rules: [26],
    world: ['far-join', 'hold-subscribe', 'clock'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      // Before they meet: some vendors have everything ready from then on.
      const release = await rig.world.hold('subscribe');
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const { camera } = handleOf(ann, 'zoe');
      await rejects(rig, camera.subscribe(), {
        what: 'Subscribing without an answer',
        codes: ['timeout', 'subscribe-failed', 'ice-failed'],
        withinMs: rig.timeouts.subscribe,
      });
      checkEqual(personOf(ann, 'zoe').sources.camera?.subscription.status, 'failed', 'The subscription');
      checkEqual(linesOf(ann, 'zoe', 'subscription-failed').length, 1, 'How often it is told');
      await release();
      await resolves(rig, camera.subscribe(), 'Subscribing again', rig.timeouts.subscribe);
    },
  },
  {
    id: 'RTC-SUBSCRIBE-06',
    title: 'A subscription that the vendor refuses is told with the reason; the others go on.',
    law: 'subscribe-settles',
    world: ['far-join', 'refuse-subscribe'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'yan', 'microphone');
      await rig.world.refuse('subscribe', 'codec-unsupported');
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      await eventually(rig, 'it is told', () => ann.log.of('subscription-failed').length === 1);
      const [event] = ann.log.of('subscription-failed');
      checkEqual(event?.error.code, 'codec-unsupported', 'The reason');
      checkEqual(personOf(ann, 'yan').sources.microphone?.subscription.status, 'subscribed', 'The other one');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-07',
    title:
      'Subscribing to what is not published is refused; to what is withdrawn meanwhile it rejects aborted.',
    law: 'subscribe-settles',
    rules: [26],
    world: ['far-join', 'far-publish', 'hold-subscribe'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      const release = await rig.world.hold('subscribe');
      const ann = await joined(rig);
      await meets(rig, ann, 'zoe');
      const { camera } = handleOf(ann, 'zoe');
      await rejects(rig, camera.subscribe(), { what: 'Subscribing to nothing', codes: ['invalid-state'] });
      await zoe.publish('camera');
      await meetsSource(rig, ann, 'zoe', 'camera');
      const subscribing = later(camera.subscribe());
      await rig.settle();
      await zoe.unpublish('camera');
      await rejects(rig, subscribing, { what: 'Subscribing to what is withdrawn', codes: ['aborted'] });
      await release();
    },
  },
  {
    id: 'RTC-SUBSCRIBE-08',
    title: 'A subscription that is under way when its call ends rejects aborted.',
    law: 'subscribe-settles',
    world: ['far-join', 'hold-subscribe'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      // Before they meet: some vendors have everything ready from then on.
      const release = await rig.world.hold('subscribe');
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const subscribing = later(handleOf(ann, 'zoe').camera.subscribe());
      await rig.settle();
      await resolves(rig, ann.session.leave(), 'Leaving', rig.timeouts.leave);
      await rejects(rig, subscribing, { what: 'Subscribing', codes: ['aborted'] });
      await release();
    },
  },
]);
