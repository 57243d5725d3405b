import type { LiveItem } from '../item.ts';
import {
  annPerceivesBob,
  annsScreen,
  annsStreams,
  bobHears,
  bobSees,
  bobsSources,
  looks,
  meet,
} from '../meet.ts';
import { check, until } from '../until.ts';

const camera = 'sophon_video_camera_large';
const screen = 'sophon_video_screen_share';

/** The steps of the walkthrough, by the code of docs/aliyun.md. */
export const walkthrough: readonly LiveItem[] = [
  {
    id: 'L05',
    title: 'Steps 1 and 2: the support check and the preview come before any of the vendor',
    async run({ stage, see }) {
      const near = await stage.near();
      const problems = await near.ask('obstacles');
      check(problems.length === 0, problems.join(' '));
      await near.ask('begin', looks.ann);
      const { width, devices, told, sdk } = await near.ask('preview');
      see(
        `a preview of ${String(width)} pixels, ${String(devices)} request for devices, SDK loaded: ${String(sdk)}`,
      );
      check(width > 0 && told.length === 0, `the devices: ${told.join(', ')}`);
      check(devices === 1, 'camera and microphone were not asked for together');
      check(!sdk, 'the SDK was loaded for a preview');
    },
  },
  {
    id: 'L06',
    title: 'Steps 3 and 4: what is enabled is published by the join; the bare SDK sees and hears it',
    async run(context) {
      const { near, far } = await meet(context);
      await Promise.all([bobSees(far, looks.ann.hue), bobHears(far)]);
      await near.ask('setPublished', false);
      await until(
        "Ann's streams are gone",
        () => annsStreams(far),
        (streams) => streams.length === 0,
      );
      check((await near.ask('state')) === 'joined', 'the call ended with the publication');
      await near.ask('setPublished', true);
      await Promise.all([bobSees(far, looks.ann.hue), bobHears(far)]);
    },
  },
  {
    id: 'L07',
    title: 'Step 5: the bare SDK publishes; it is announced once, seen, heard, and gone when it stops',
    async run(context) {
      const { near, far } = await meet(context);
      await annPerceivesBob(near);
      check((await near.ask('tiles')).join() === 'Bob: camera', 'there is not exactly one tile');
      await far.ask('unPublish');
      await until(
        'the tile goes',
        () => near.ask('tiles'),
        (tiles) => tiles.length === 0,
      );
      const events = await near.ask('events');
      const announced = events.filter((event) => event === 'source-published bob camera').length;
      context.see(`announced ${String(announced)} time`);
      check(announced === 1, 'a publication was announced more than once');
    },
  },
  {
    id: 'L08',
    title: 'Step 6: leaving takes 3 s at most, and others lose the picture before the person',
    async run(context) {
      const { near, far } = await meet(context);
      await bobSees(far, looks.ann.hue);
      const { ms } = await near.ask('leave');
      const events = await until(
        'Bob hears of it',
        () => far.ask('events'),
        (all) => all.includes('left ann'),
      );
      context.see(`left after ${String(ms)} ms; Bob: ${events.join(', ')}`);
      // The bound of 3 s, and what a busy page adds before it looks at the clock.
      check(ms < 3_500, 'it took too long');
      check(
        events.indexOf('unpublished ann') >= 0 &&
          events.indexOf('unpublished ann') < events.indexOf('left ann'),
        'the picture did not go before the person',
      );
      check((await near.ask('state')) === 'ended: left', 'the call did not end as left');
      const again = await near.ask('join', { room: context.stage.room(), userId: 'ann', displayName: 'Ann' });
      check(again.outcome === 'joined', `the session cannot join again: ${again.outcome}`);
    },
  },
  {
    id: 'L09',
    title: 'Step 7: the camera goes off and on, and the sound goes on all the time',
    async run(context) {
      const { near, far } = await meet(context);
      await Promise.all([bobSees(far, looks.ann.hue), bobHears(far)]);
      await near.ask('setCamera', false);
      await until(
        'Bob is told that the camera is muted',
        () => annsStreams(far),
        (streams) => streams.includes(`${camera} muted`) && streams.includes('sophon_audio'),
      );
      await bobHears(far);
      await near.ask('setCamera', true);
      await bobSees(far, looks.ann.hue);
      await bobHears(far);
    },
  },
  {
    id: 'L10',
    title: 'Step 8: the screen in place of the camera and back, and the sound goes on; then both at once',
    async run(context) {
      const { near, far } = await meet(context);
      await bobSees(far, looks.ann.hue);
      check(await near.ask('setSharing', true), 'the picker was taken for closed');
      await bobSees(far, annsScreen, 'screen');
      await bobHears(far);
      check((await annsStreams(far)).includes(`${camera} muted`), 'the camera was not suspended');
      await near.ask('setSharing', false);
      await until(
        'the screen goes',
        () => annsStreams(far),
        (streams) => !streams.includes(screen),
      );
      await bobSees(far, looks.ann.hue);
      await near.ask('shareBeside');
      await bobSees(far, annsScreen, 'screen');
      await bobSees(far, looks.ann.hue);
    },
  },
  {
    id: 'L11',
    title: "Step 9: a share that the browser's bar ends is told of, and the camera is back by itself",
    async run(context) {
      const { near, far } = await meet(context);
      await near.ask('setSharing', true);
      await bobSees(far, annsScreen, 'screen');
      await near.ask('stopShareFromBrowser');
      const told = await until(
        'it is told',
        () => near.ask('told'),
        (all) => all.length > 0,
      );
      context.see(told.join(', '));
      check(told.includes('the share ended: browser'), 'it was told as something else');
      await bobSees(far, looks.ann.hue);
      check((await bobsSources(near))?.length === 2, 'Bob is no longer there');
    },
  },
];
