import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  beginJoin,
  checkWire,
  eventually,
  joined,
  linesOf,
  meetsSource,
  personOf,
  resolves,
  sentinel,
  wireBecomes,
} from '../../run/scene.ts';

/** What the app wants of its own microphone and camera, and what comes of it. */
export const intentClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-INTENT-01',
    title: 'What is enabled before a join is published by it, and others can see it.',
    law: 'intent',
    world: ['wire'],
    saboteurs: ['publish-without-effect'],
    async run(rig) {
      const ben = await joined(rig);
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      for (const source of ['microphone', 'camera'] as const) {
        await wireBecomes(rig, ann, source, { published: true, muted: false, sending: true });
        await meetsSource(rig, ben, ann.userId, source);
        await eventually(
          rig,
          `the ${source} counts as published`,
          () => ann.session[source].state.publication.status === 'published',
        );
      }
    },
  },
  {
    id: 'RTC-INTENT-02',
    title: 'Enabling in a call resolves when others can receive it.',
    law: 'publish-confirmed',
    rules: [34],
    world: ['wire'],
    saboteurs: ['publish-without-effect'],
    async run(rig) {
      const ann = await joined(rig);
      await resolves(rig, ann.session.microphone.enable(), 'Enabling the microphone');
      await checkWire(rig, ann, 'microphone', { published: true, muted: false, sending: true });
      checkEqual(ann.session.microphone.state.publication.status, 'published', 'The publication');
    },
  },
  {
    id: 'RTC-INTENT-03',
    title: 'Enabling, muting, unmuting and disabling twice is doing it once.',
    law: 'intent',
    world: ['wire', 'devices'],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      const { microphone } = ann.session;
      for (const command of ['enable', 'mute', 'unmute'] as const) {
        await resolves(rig, Promise.all([microphone[command](), microphone[command]()]), `${command} twice`);
        await resolves(rig, microphone[command](), `${command} again`);
      }
      checkEqual((await rig.world.devices(ann)).requests, 1, 'Requests for devices');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await sentinel(rig, ben);
      checkEqual(
        ben.log.of('source-published').filter(({ participant }) => participant.userId === ann.userId).length,
        1,
        'Publications that others see',
      );
      await resolves(rig, Promise.all([microphone.disable(), microphone.disable()]), 'Disabling twice');
      await checkWire(rig, ann, 'microphone', { published: false });
    },
  },
  {
    id: 'RTC-INTENT-04',
    title: 'Of commands in quick succession the last one holds.',
    law: 'intent',
    rules: [13],
    world: ['wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const { microphone } = ann.session;
      const all = (...calls: readonly Promise<void>[]): Promise<unknown> => Promise.allSettled(calls);
      await resolves(
        rig,
        all(microphone.mute(), microphone.unmute(), microphone.mute()),
        'Mute, unmute, mute',
      );
      checkEqual(microphone.state.muted, true, 'Whether it is muted');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
      await resolves(
        rig,
        all(microphone.unmute(), microphone.mute(), microphone.unmute()),
        'Unmute, mute, unmute',
      );
      checkEqual(microphone.state.muted, false, 'Whether it is muted');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
      await resolves(rig, all(microphone.disable(), microphone.enable()), 'Disable, enable');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await resolves(
        rig,
        all(microphone.disable(), microphone.enable(), microphone.disable()),
        'Disable, enable, disable',
      );
      await wireBecomes(rig, ann, 'microphone', { published: false });
    },
  },
  {
    id: 'RTC-INTENT-05',
    title: 'What was muted before a join is announced muted by it and sends nothing.',
    law: 'intent',
    world: ['wire'],
    saboteurs: ['enables-my-track', 'copies-past-gate', 'mixes-by-web-audio'],
    async run(rig) {
      const ann = await rig.side();
      await resolves(rig, ann.session.microphone.enable(), 'Enabling');
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      const ben = await joined(rig);
      await resolves(rig, beginJoin(rig, ann), 'Joining');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true });
      await meetsSource(rig, ben, ann.userId, 'microphone');
      const told = rig.adapter.capabilities.announcesMute?.includes('microphone') ?? true;
      checkEqual(personOf(ben, ann.userId).sources.microphone?.muted, told, 'Whether others see it muted');
      await resolves(rig, ann.session.microphone.enable(), 'Enabling again');
      await sentinel(rig, ben);
      await checkWire(rig, ann, 'microphone', { sending: false });
    },
  },
  {
    id: 'RTC-INTENT-06',
    title: 'Muting what is not enabled is remembered: enabling it then sends nothing.',
    law: 'intent',
    world: ['wire'],
    async run(rig) {
      const ann = await joined(rig);
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      await resolves(rig, ann.session.microphone.enable(), 'Enabling');
      checkEqual(ann.session.microphone.state.muted, true, 'Whether it is muted');
      await checkWire(rig, ann, 'microphone', { sending: false });
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
    },
  },
  {
    id: 'RTC-INTENT-10',
    title: 'A mute by the app is told to the others as a change of the publication, and so is its end.',
    law: 'announced-once',
    rules: [16, 17],
    when: [needs.announcesMute('microphone'), needs.exactMute],
    saboteurs: ['mute-without-effect', 'mute-event-lost', 'mute-as-unpublish'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const ben = await joined(rig);
      await meetsSource(rig, ben, ann.userId, 'microphone');
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      await eventually(
        rig,
        'others see it muted',
        () => personOf(ben, ann.userId).sources.microphone?.muted === true,
      );
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      await eventually(
        rig,
        'others see it unmuted',
        () => personOf(ben, ann.userId).sources.microphone?.muted === false,
      );
      checkEqual(
        linesOf(ben, `${ann.userId} microphone`, 'source-published', 'source-unpublished', 'source-muted'),
        [
          `source-published ${ann.userId} microphone`,
          `source-muted ${ann.userId} microphone`,
          `source-muted ${ann.userId} microphone`,
        ],
        'What others are told',
      );
    },
  },
]);
