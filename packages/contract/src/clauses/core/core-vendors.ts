import { RtcError } from '@jackfield/core';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses } from '../define.ts';
import {
  beginJoin,
  eventually,
  handleOf,
  joined,
  later,
  meetsSource,
  receives,
  rejects,
  resolves,
  wireBecomes,
} from '../../run/scene.ts';
import { chain, replace } from '../../rig/middleware.ts';
import { createTap } from '../../run/tap.ts';

/** What core makes of vendors that are odd within their rights, and of those that are not. */
export const coreVendorClauses: readonly Clause[] = coreClauses([
  {
    id: 'RTC-CORE-28',
    title: 'A vendor gets one call at a time for the own sources, and one for each participant.',
    law: 'intent',
    rules: [13],
    world: ['far-join', 'far-publish'],
    async run(rig) {
      const running = { local: 0, remote: 0 };
      const most = { local: 0, remote: 0 };
      const slow = async <Result>(lane: 'local' | 'remote', run: () => Promise<Result>): Promise<Result> => {
        running[lane] += 1;
        most[lane] = Math.max(most[lane], running[lane]);
        for (let round = 0; round < 3; round += 1) await rig.settle();
        try {
          return await run();
        } finally {
          running[lane] -= 1;
        }
      };
      const tap = createTap(({ driver }) => ({
        doSyncLocal: (wanted, call) => slow('local', () => driver.doSyncLocal(wanted, call)),
        doSyncRemote: (remoteId, wanted, call) =>
          slow('remote', () => driver.doSyncRemote(remoteId, wanted, call)),
      }));
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      const ann = await joined(rig, { middleware: tap.middleware });
      await zoe.publish('microphone');
      await eventually(rig, 'the first subscription is under way', () => running.remote === 1);
      await zoe.publish('screen-audio');
      const first = later(ann.session.microphone.enable());
      await eventually(rig, 'the first publication is under way', () => running.local === 1);
      await resolves(rig, Promise.all([first, ann.session.camera.enable()]), 'Enabling');
      await eventually(rig, 'all is done', () => tap.calls.doSyncRemote === 2 && running.remote === 0);
      checkEqual(tap.calls.doSyncLocal, 2, 'Calls for the own sources');
      checkEqual(most, { local: 1, remote: 1 }, 'The most calls at a time');
    },
  },
  {
    id: 'RTC-CORE-54',
    title:
      'The next join waits until the vendor has let the last one go, so that none throws out its successor.',
    law: 'late-join',
    rules: [3, 8, 13],
    world: ['hold-join'],
    async run(rig) {
      const tap = createTap();
      const ann = await rig.side({ middleware: tap.middleware });
      const release = await rig.world.hold('join');
      const first = beginJoin(rig, ann);
      await rig.settle();
      void ann.session.leave();
      await rejects(rig, first, { what: 'The join that was left', codes: ['aborted'] });
      const second = beginJoin(rig, ann);
      await rig.settle();
      checkEqual(tap.drivers, 1, 'Drivers while the first one has not let go');
      await release();
      await resolves(rig, second, 'The second join', 2 * rig.timeouts.leave);
      checkEqual(
        [tap.drivers, tap.calls.doLeave, tap.calls.dispose],
        [2, 1, 1],
        'Drivers, leaves and disposals',
      );
    },
  },
  {
    id: 'RTC-CORE-55',
    title: 'A subscription that resolves and brings no track fails within its bound.',
    law: 'subscribe-settles',
    rules: [26, 34],
    world: ['far-join', 'clock'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const tap = createTap(() => ({ doSyncRemote: () => Promise.resolve() }));
      const ann = await joined(rig, { middleware: tap.middleware });
      await meetsSource(rig, ann, 'zoe', 'camera');
      await rejects(rig, handleOf(ann, 'zoe').camera.subscribe(), {
        what: 'Subscribing without a track',
        codes: ['timeout'],
        withinMs: rig.timeouts.subscribe,
      });
      checkEqual(ann.log.of('subscription-failed').length, 1, 'How often it is told');
    },
  },
  {
    id: 'RTC-CORE-56',
    title:
      'Of several sources one may fail: it says so, the others are published, and the failed one is tried again.',
    law: 'publish-confirmed',
    world: ['wire'],
    async run(rig) {
      let failing = true;
      const error = new RtcError({ code: 'codec-unsupported', message: 'No codec for this picture.' });
      const tap = createTap(({ driver }) => ({
        async doJoin({ local, ...request }) {
          const rest = local.filter(({ source }) => source !== 'camera');
          return {
            ...(await driver.doJoin({ ...request, local: rest })),
            failed: [{ source: 'camera', error }],
          };
        },
        async doSyncLocal(wanted, call) {
          if (!failing) return driver.doSyncLocal(wanted, call);
          await driver.doSyncLocal(
            wanted.filter(({ source }) => source !== 'camera'),
            call,
          );
          return { failed: [{ source: 'camera', error }] };
        },
      }));
      const ann = await joined(rig, { middleware: tap.middleware, enable: ['microphone', 'camera'] });
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      const { publication } = ann.session.camera.state;
      check(
        publication.status === 'failed' && publication.error === error,
        'The camera should say why.',
        publication,
      );
      failing = false;
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera again');
      await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
    },
  },
  {
    id: 'RTC-CORE-57',
    title:
      'A driver that joins without publishing is asked to publish at once, and a slow publication fails no join.',
    law: 'publish-confirmed',
    world: ['wire', 'hold-publish', 'clock'],
    async run(rig) {
      const tap = createTap(({ driver }) => ({
        doJoin: async (request) => ({
          ...(await driver.doJoin({ ...request, local: [] })),
          localDeferred: true,
        }),
      }));
      const ann = await rig.side({ middleware: tap.middleware });
      await resolves(rig, ann.session.microphone.enable(), 'Enabling');
      const release = await rig.world.hold('publish');
      await resolves(rig, beginJoin(rig, ann), 'Joining');
      checkEqual(ann.session.microphone.state.publication.status, 'publishing', 'The publication');
      await release();
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await eventually(
        rig,
        'published',
        () => ann.session.microphone.state.publication.status === 'published',
      );
    },
  },
  {
    id: 'RTC-CORE-58',
    title: 'A hundred calls with everything in them leave nothing open.',
    law: 'nothing-left',
    rules: [14],
    world: ['far-join', 'leftovers', 'picker'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone', 'camera'] });
      const ann = await rig.side();
      const { session } = ann;
      const view = ann.createView();
      const before = await rig.world.leftovers(ann);
      for (let round = 0; round < 100; round += 1) {
        await resolves(rig, Promise.all([session.microphone.enable(), session.camera.enable()]), 'Enabling');
        await resolves(rig, beginJoin(rig, ann), 'Joining', rig.timeouts.leave);
        await meetsSource(rig, ann, 'zoe', 'camera');
        handleOf(ann, 'zoe').camera.attach(view);
        await resolves(rig, session.screen.enable({ audio: true }), 'Sharing');
        await resolves(rig, session.leave(), 'Leaving', rig.timeouts.leave);
      }
      await rig.settle();
      checkEqual(
        await rig.world.leftovers(ann),
        before,
        'What is open after a hundred calls, as before the first',
      );
    },
  },
  {
    id: 'RTC-CORE-72',
    title: 'What a vendor lost while the page was frozen, without a word, is there again when it runs.',
    law: 'page-return',
    world: ['page', 'wire', 'lose-publication', 'far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const tap = createTap();
      const ann = await joined(rig, {
        enable: ['microphone'],
        middleware: chain(
          (adapter) => replace(adapter, { sink: () => ({ publicationLost: () => undefined }) }),
          tap.middleware,
        ),
      });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await receives(rig, ann, 'zoe', 'microphone');
      await rig.world.page(ann, 'freeze');
      await rig.world.losePublication(ann, 'microphone');
      await rig.settle();
      checkEqual((await rig.world.wire(ann, 'microphone')).published, false, 'Whether it is published');
      const asked = tap.calls.doSyncRemote ?? 0;
      await rig.world.page(ann, 'resume');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await eventually(rig, 'subscriptions are asked for again', () => (tap.calls.doSyncRemote ?? 0) > asked);
    },
  },
]);
