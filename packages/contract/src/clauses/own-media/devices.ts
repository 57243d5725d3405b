import type { RtcErrorCode } from '@jackfield/core';
import { check, checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  checkWire,
  eventually,
  joined,
  linesOf,
  meetsSource,
  rejects,
  resolves,
  wireBecomes,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';
import type { WorldAction } from '../../rig/world-action.ts';

interface Trouble {
  readonly code: RtcErrorCode;
  readonly name: string;
  readonly action: WorldAction;
  readonly begin: (rig: Rig, side: Side) => Promise<void>;
  readonly end: (rig: Rig, side: Side) => Promise<void>;
}

const troubles: readonly Trouble[] = [
  {
    code: 'permission-denied',
    name: 'NotAllowedError',
    action: 'permission',
    begin: ({ world }, side) => world.setPermission(side, 'camera', 'denied'),
    end: ({ world }, side) => world.setPermission(side, 'camera', 'granted'),
  },
  {
    code: 'device-in-use',
    name: 'NotReadableError',
    action: 'device-busy',
    begin: ({ world }, side) => world.setBusy(side, 'camera', true),
    end: ({ world }, side) => world.setBusy(side, 'camera', false),
  },
];

const inTrouble = troubles.map(({ code, name, action, begin, end }, index): Omit<Clause, 'level'> => ({
  id: `RTC-DEVICE-1${String(index)}`,
  title: `A camera that fails as ${code} says so by the platform's name; the microphone goes on; trying again works.`,
  law: 'device-trouble',
  rules: [21],
  world: [action, 'wire'],
  async run(rig) {
    const ann = await joined(rig, { enable: ['microphone'] });
    await begin(rig, ann);
    const error = await rejects(rig, ann.session.camera.enable(), {
      what: 'Enabling the camera',
      codes: [code],
    });
    checkEqual(error.name, name, 'The name of the error');
    const { capture } = ann.session.camera.state;
    checkEqual(capture.status === 'failed' && capture.reason, code, 'The reason in the state');
    await checkWire(rig, ann, 'camera', { published: false });
    await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
    await end(rig, ann);
    await resolves(rig, ann.session.camera.enable(), 'Enabling the camera again');
    await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
  },
}));

/** Devices and what goes wrong with them. */
export const deviceClauses: readonly Clause[] = sessionClauses([
  ...inTrouble,
  {
    id: 'RTC-DEVICE-01',
    title: 'What is enabled in one task is asked for once; if that fails each is tried alone.',
    law: 'one-capture',
    world: ['devices', 'device-busy'],
    async run(rig) {
      const ann = await rig.side();
      const { microphone, camera } = ann.session;
      await resolves(rig, Promise.all([microphone.enable(), camera.enable()]), 'Enabling both');
      checkEqual((await rig.world.devices(ann)).requests, 1, 'Requests for devices');
      const ben = await rig.side();
      await rig.world.setBusy(ben, 'camera', true);
      const both = [ben.session.microphone.enable(), ben.session.camera.enable()] as const;
      both[1].catch(() => undefined);
      await resolves(rig, both[0], 'Enabling the microphone');
      await rejects(rig, both[1], { what: 'Enabling a busy camera', codes: ['device-in-use'] });
      checkEqual((await rig.world.devices(ben)).open, ['microphone'], 'Open devices');
    },
  },
  {
    id: 'RTC-DEVICE-02',
    title: 'A join goes on without the devices that were refused.',
    law: 'device-trouble',
    rules: [21],
    async run(rig) {
      const ann = await rig.side({ devicesDenied: true });
      await rejects(rig, ann.session.microphone.enable(), {
        what: 'Enabling the microphone',
        codes: ['permission-denied'],
      });
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining');
      checkEqual(ann.session.state.status, 'joined', 'The status');
    },
  },
  {
    id: 'RTC-DEVICE-03',
    title:
      'A device that is pulled out mutes its source with that reason and keeps its publication; the app brings it back.',
    law: 'device-trouble',
    rules: [19],
    when: [needs.announcesMute('microphone')],
    world: ['unplug', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      await wireBecomes(rig, ann, 'camera', { sending: true });
      await rig.world.setPlugged(ann, 'microphone', false);
      await eventually(rig, 'the app sees it', () => ann.session.microphone.state.mutedBy === 'device-lost');
      const { capture } = ann.session.microphone.state;
      checkEqual(capture.status === 'failed' && capture.reason, 'unplugged', 'The reason in the state');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
      await checkWire(rig, ann, 'camera', { published: true, sending: true });
      await rig.world.setPlugged(ann, 'microphone', true);
      await rig.settle();
      checkEqual(ann.session.microphone.state.muted, true, 'Whether it is still muted');
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
    },
  },
  {
    id: 'RTC-DEVICE-04',
    title:
      'Where the app wants the next device, a device that is pulled out is followed by another under the same publication.',
    law: 'device-trouble',
    rules: [19],
    world: ['unplug', 'wire', 'devices'],
    async run(rig) {
      const ann = await joined(rig, { session: { deviceLoss: 'next-device' }, enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await rig.world.setPlugged(ann, 'microphone', false);
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
      checkEqual(ann.session.microphone.state.capture.status, 'live', 'The capture');
    },
  },
  {
    id: 'RTC-DEVICE-05',
    title: 'Where the app wants it withdrawn, a source whose device is pulled out is unpublished.',
    law: 'device-trouble',
    rules: [19],
    world: ['unplug', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { session: { deviceLoss: 'unpublish' }, enable: ['camera'] });
      await wireBecomes(rig, ann, 'camera', { sending: true });
      await rig.world.setPlugged(ann, 'camera', false);
      await wireBecomes(rig, ann, 'camera', { published: false });
      const { capture } = ann.session.camera.state;
      checkEqual(capture.status === 'failed' && capture.reason, 'unplugged', 'The reason in the state');
    },
  },
  {
    id: 'RTC-DEVICE-06',
    title: 'Changing a device keeps the publication where the vendor can, and sends the new device.',
    law: 'device-change',
    when: [needs.claims('replaceTrack', 'seamless')],
    world: ['devices', 'wire'],
    saboteurs: ['replace-without-effect'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      const ben = await joined(rig);
      await meetsSource(rig, ben, ann.userId, 'camera');
      const { other } = await rig.world.devices(ann);
      await resolves(rig, ann.session.camera.setDevice(other.camera), 'Changing the camera');
      checkEqual(ann.session.camera.state.deviceId, other.camera, 'The device in the state');
      await wireBecomes(rig, ann, 'camera', { published: true, muted: false, sending: true });
      checkEqual(
        linesOf(ben, `${ann.userId} camera`, 'source-unpublished').length,
        0,
        'How often others saw it go',
      );
      checkEqual((await rig.world.devices(ann)).open, ['camera'], 'Open devices');
    },
  },
  {
    id: 'RTC-DEVICE-07',
    title: 'Changing a device works with every adapter: what is sent afterwards is the new one.',
    law: 'device-change',
    world: ['devices', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      const { other } = await rig.world.devices(ann);
      await resolves(rig, ann.session.microphone.setDevice(other.microphone), 'Changing the microphone');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
      checkEqual(
        checkThere(ann.session.microphone.state.track, 'The track').getSettings().deviceId,
        other.microphone,
        'The open device',
      );
    },
  },
  {
    id: 'RTC-DEVICE-08',
    title: 'A device that is chosen while nothing is open is remembered and not opened.',
    law: 'device-change',
    rules: [20],
    world: ['devices'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      const { other } = await rig.world.devices(ann);
      await resolves(rig, ann.session.camera.mute(), 'Muting the camera');
      const { requests } = await rig.world.devices(ann);
      await resolves(rig, ann.session.camera.setDevice(other.camera), 'Choosing while muted');
      checkEqual((await rig.world.devices(ann)).requests, requests, 'Requests for devices');
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices');
      await resolves(rig, ann.session.camera.unmute(), 'Unmuting');
      checkEqual(ann.session.camera.state.deviceId, other.camera, 'The device');
    },
  },
  {
    id: 'RTC-DEVICE-09',
    title: 'A change of device that fails keeps the old one, still sent.',
    law: 'device-change',
    world: ['devices', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      const before = ann.session.microphone.state.deviceId;
      await rejects(rig, ann.session.microphone.setDevice('no-such-device'), {
        what: 'Choosing a device that is not there',
        codes: ['device-not-found', 'overconstrained'],
      });
      checkEqual(ann.session.microphone.state.deviceId, before, 'The device');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      check(ann.session.microphone.state.capture.status === 'live', 'The microphone should be live.');
    },
  },
]);
