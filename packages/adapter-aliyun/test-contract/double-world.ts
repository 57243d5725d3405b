import { worldOf, type Side, type World } from '@jackfield/contract';
import type { RtcErrorCode } from '@jackfield/core';
import {
  noLeaks,
  FakeMediaStreamTrack,
  type FakeEnvironment,
  type TrackRegistry,
} from '@jackfield/core/testing';
import { FarMember, labelOf } from './far-member.ts';
import type { DoubleEngine } from './double/double-engine.ts';
import type { DoubleService, Operation } from './double/service.ts';
import type { DoubleSide } from './double-rig.ts';

/** How an app's server answers the next request for a credential. */
export type CredentialFault = 'credential-expired' | 'network' | 'room-full';

/** What the world is made over. */
export interface DoubleWorldInit {
  readonly service: DoubleService;
  readonly room: string;
  readonly tracks: TrackRegistry;
  readonly faults: CredentialFault[];
  readonly sideOf: (side: Side) => DoubleSide;
  readonly pass: (ms: number) => Promise<void>;
}

/** How long core keeps people whom a restarted vendor has not reported yet. */
const heldMs = 10_500;

const ids = { microphone: ['mic-1', 'mic-2'], camera: ['cam-1', 'cam-2'] } as const;

/** The vendor's number for a code of core's; the vendor documents none for the others. */
const numbers: Partial<Record<RtcErrorCode, number>> = {
  'credential-invalid': 33620485,
  forbidden: 33620482,
  'room-not-found': 33620484,
  'room-closed': 33620483,
  'server-error': 33622275,
  'publish-failed': 10401,
};

function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}

/** The world around sessions over the double. */
export function createDoubleWorld({ service, room, faults, sideOf, pass }: DoubleWorldInit): World {
  const pageOf = (side: Side): FakeEnvironment => sideOf(side).page;
  const engineOf = (side: Side): DoubleEngine | undefined => sideOf(side).engines.at(-1);
  const cut = (engine: DoubleEngine): void => {
    engine.reachable = false;
    service.remove(room, engine);
    engine.loseSignalling();
  };
  return worldOf({
    async farJoin(who) {
      // The vendor has no word for who was there before: the adapter takes everyone of the first 1.5 s for that.
      if (service.members(room).length > 0) await pass(1_600);
      return new FarMember(service, room, who);
    },
    kick: ({ userId }) => done(() => service.putOut(room, userId, 1)),
    closeRoom: () =>
      done(() => {
        for (const { userId } of service.members(room)) service.putOut(room, userId, 2);
      }),
    refuse: (operation, code) =>
      done(() => {
        if (code === 'credential-expired' || code === 'network' || code === 'room-full') faults.push(code);
        else service.refuse(operation as Operation, numbers[code] ?? 33622275);
      }),
    losePublication: (side) => done(() => engineOf(side)?.losePublication()),
    hold(operation) {
      const release = service.hold(operation as Operation);
      return Promise.resolve(async () => {
        release();
        await pass(5);
      });
    },
    cut: (side) =>
      done(() => {
        const engine = engineOf(side);
        if (engine) cut(engine);
      }),
    async restore(side) {
      const engine = engineOf(side);
      if (engine) engine.reachable = true;
      // The adapter tries again after 1, 2, 4 … s.
      for (let tries = 0; tries < 60 && engine && !engineOf(side)?.polling; tries += 1) await pass(1_000);
      // Then core waits for those who have not been reported again.
      await pass(heldMs);
    },
    async lose(side) {
      const engine = engineOf(side);
      if (!engine) return;
      if (engine.reachable) cut(engine);
      // Nobody gives up but core, after its bound; the next engine finds the service again.
      await pass(95_000);
    },
    setPlugged: (side, source, plugged) =>
      done(() => {
        const { devices } = pageOf(side);
        const kind = source === 'microphone' ? 'audioinput' : 'videoinput';
        if (plugged) devices.plug({ kind, deviceId: ids[source][0], label: source });
        else devices.unplug(ids[source][0]);
      }),
    setBusy: (side, source, busy) =>
      done(() => {
        for (const id of ids[source]) pageOf(side).devices.setFault(id, busy ? 'busy' : undefined);
      }),
    setPermission: (side, source, state) => done(() => pageOf(side).devices.permissions.set(state, source)),
    answerPicker: (side, answer) =>
      done(() => {
        const { picker } = pageOf(side).devices;
        picker.answer = answer === 'cancel' ? 'cancel' : 'choose';
        picker.share = { audio: answer !== 'choose-without-audio' };
      }),
    stopSharingFromBrowser: (side) => done(() => pageOf(side).devices.picker.stopSharingFromBrowser()),
    gesture: (side) => done(() => pageOf(side).elements.gesture()),
    page: (side, event) => done(() => pageOf(side).page.fire(event)),
    showFrame: (side, view) =>
      done(() => {
        const { views } = pageOf(side).elements;
        views.find((each) => each === view && each.srcObject !== null)?.showFrame();
      }),
    pass,
    wire({ userId }, source) {
      // Sound of a screen is mixed into the microphone: there is no publication of it.
      if (source === 'screen-audio')
        return Promise.resolve({ published: false, muted: false, sending: false });
      const member = service.member(room, userId);
      const stream = member?.streams.get(labelOf(source));
      return Promise.resolve({
        published: stream?.state === 'active',
        muted: stream?.muted ?? false,
        sending: member?.sends(labelOf(source)) ?? false,
      });
    },
    arrives: (track) => Promise.resolve(track instanceof FakeMediaStreamTrack && track.emits),
    presences: (userId) => Promise.resolve(service.member(room, userId) ? 1 : 0),
    leftovers(side) {
      const leaks = pageOf(side).leaks();
      const lines = (Object.keys(noLeaks) as (keyof typeof leaks)[]).flatMap((key) =>
        JSON.stringify(leaks[key]) === JSON.stringify(noLeaks[key])
          ? []
          : [`${key}: ${JSON.stringify(leaks[key])}`],
      );
      for (const engine of sideOf(side).engines) {
        if (engine.polling) lines.push('an engine goes on polling');
        if (engine.publisher.connection) lines.push('an engine goes on publishing');
        if (engine.publisher.deviceCalls > 0) lines.push('an engine opened a device by itself');
      }
      return Promise.resolve(lines);
    },
    devices(side) {
      const { devices } = pageOf(side);
      const kinds = ['microphone', 'camera'] as const;
      return Promise.resolve({
        open: kinds.filter((kind) => ids[kind].some((id) => devices.open.includes(id))),
        requests: devices.calls.length,
        pickers: devices.picker.calls.length,
        other: { microphone: ids.microphone[1], camera: ids.camera[1] },
      });
    },
    audibleCopies(side, { participantId, source }) {
      const handle = side.session.participant(participantId);
      const stream =
        source === 'microphone' ? handle?.microphone.mediaStream : handle?.screenAudio.mediaStream;
      const origins = stream?.getTracks().map(originOf) ?? [];
      const heard = pageOf(side).elements.audio.filter(
        ({ audible, srcObject }) =>
          audible &&
          srcObject !== null &&
          'getTracks' in srcObject &&
          srcObject
            .getTracks()
            .some((track) => track.readyState === 'live' && origins.includes(originOf(track))),
      );
      return Promise.resolve(heard.length);
    },
  });
}

/** What a track and its clones have in common. */
function originOf(track: MediaStreamTrack): unknown {
  return track instanceof FakeMediaStreamTrack ? track.source : track;
}
