import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses } from '../define.ts';
import type { Rig } from '../../rig/rig.ts';
import { eventually, joined, rejects, resolves, wireBecomes } from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

async function onPhone(rig: Rig): Promise<Side> {
  const ann = await joined(rig, { phone: true, enable: ['microphone', 'camera'] });
  await wireBecomes(rig, ann, 'microphone', { sending: true });
  await wireBecomes(rig, ann, 'camera', { sending: true });
  return ann;
}

/** Pages in which a second capture of a kind silences the first, and whose devices the system takes away. */
export const corePhoneClauses: readonly Clause[] = coreClauses([
  {
    id: 'RTC-CORE-66',
    title:
      'Where a second capture silences the first, a change of device lets go before it opens, under the same publication.',
    law: 'one-capture',
    world: ['wire', 'devices'],
    async run(rig) {
      const ben = await joined(rig);
      const ann = await onPhone(rig);
      const { other } = await rig.world.devices(ann);
      for (const source of ['microphone', 'camera'] as const) {
        await resolves(rig, ann.session[source].setDevice(other[source]), `Changing the ${source}`);
        checkEqual(ann.session[source].state.deviceId, other[source], 'The device');
        await wireBecomes(rig, ann, source, { published: true, muted: false, sending: true });
      }
      checkEqual(ben.log.of('source-unpublished').length, 0, 'How often others saw something go');
      const failed = ann.log
        .of('local-source-changed')
        .filter(({ state }) => state.capture.status === 'failed');
      checkEqual(failed.length, 0, 'How often a device was taken for lost');
    },
  },
  {
    id: 'RTC-CORE-67',
    title: 'Where the next device cannot be opened, the one that was let go for it is opened again and sent.',
    law: 'one-capture',
    world: ['wire', 'devices'],
    async run(rig) {
      const ann = await onPhone(rig);
      const before = ann.session.microphone.state.deviceId;
      await rejects(rig, ann.session.microphone.setDevice('no-such-device'), {
        what: 'Choosing a device that is not there',
        codes: ['device-not-found', 'overconstrained'],
      });
      checkEqual(ann.session.microphone.state.deviceId, before, 'The device');
      checkEqual(ann.session.microphone.state.capture.status, 'live', 'The capture');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
    },
  },
  {
    id: 'RTC-CORE-68',
    title: 'A muted microphone whose device is changed on a phone stays muted and silent.',
    law: 'silence',
    world: ['wire', 'devices'],
    async run(rig) {
      const ann = await onPhone(rig);
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      const { other } = await rig.world.devices(ann);
      await resolves(rig, ann.session.microphone.setDevice(other.microphone), 'Changing the microphone');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
      checkEqual(ann.session.microphone.state.muted, true, 'Whether it is muted');
    },
  },
  {
    id: 'RTC-CORE-69',
    title:
      'A microphone that the system takes away shows as interrupted, keeps its publication, is muted for the others, and goes on when it comes back.',
    law: 'device-trouble',
    rules: [19],
    world: ['wire', 'device-interrupt'],
    async run(rig) {
      const ann = await onPhone(rig);
      const { state } = ann.session.microphone;
      await rig.world.interruptDevice(ann, 'microphone', true);
      checkEqual(ann.session.microphone.state.capture.status, 'interrupted', 'The capture');
      checkEqual(ann.session.microphone.state.muted, state.muted, 'Whether it is muted');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
      await rig.world.interruptDevice(ann, 'microphone', false);
      checkEqual(ann.session.microphone.state.capture.status, 'live', 'The capture');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
    },
  },
  {
    id: 'RTC-CORE-70',
    title: 'A device that does not come back by itself is opened anew when the page is in front again.',
    law: 'device-trouble',
    rules: [19],
    world: ['wire', 'device-interrupt', 'page', 'devices', 'clock'],
    async run(rig) {
      const ann = await onPhone(rig);
      const { requests } = await rig.world.devices(ann);
      await rig.world.page(ann, 'hidden');
      await rig.world.interruptDevice(ann, 'microphone', true);
      await rig.world.pass(60_000);
      checkEqual((await rig.world.devices(ann)).requests, requests, 'Requests while the page is behind');
      await rig.world.page(ann, 'visible');
      await rig.world.pass(1_000);
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await eventually(rig, 'it is live', () => ann.session.microphone.state.capture.status === 'live');
      checkEqual((await rig.world.devices(ann)).requests, requests + 1, 'Requests for devices');
    },
  },
  {
    id: 'RTC-CORE-71',
    title: 'The system is told of the microphone while it is open, and no longer.',
    law: 'one-capture',
    world: ['devices'],
    async run(rig) {
      const ann = await rig.side({ phone: true });
      const told = async (): Promise<unknown> => (await rig.world.devices(ann)).audioSession;
      checkEqual(await told(), 'auto', 'What is told at first');
      await resolves(rig, ann.session.microphone.enable(), 'Enabling the microphone');
      checkEqual(await told(), 'play-and-record', 'What is told while it is open');
      await resolves(rig, ann.session.microphone.disable(), 'Disabling the microphone');
      checkEqual(await told(), 'auto', 'What is told afterwards');
      check(ann.session.microphone.state.capture.status === 'off', 'It should be off.');
    },
  },
]);
