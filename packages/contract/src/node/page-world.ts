import { FakeMediaStreamTrack, noLeaks } from '@jackfield/core/testing';
import type { Side } from '../rig/side.ts';
import type { World } from '../rig/world.ts';
import type { NodePages, NodeVendor } from './node-vendor.ts';

/** The fake devices of a page by what they are for: the one that is used first, and another one. */
const ids = { microphone: ['mic-1', 'mic-2'], camera: ['cam-1', 'cam-2'] } as const;

/** Everything of a world that is a page's: what a person, a system and a browser do. */
export type PageWorld = Pick<
  World,
  | 'setPlugged'
  | 'setBusy'
  | 'interruptDevice'
  | 'setPermission'
  | 'answerPicker'
  | 'stopSharingFromBrowser'
  | 'gesture'
  | 'page'
  | 'showFrame'
  | 'pass'
  | 'arrives'
  | 'leftovers'
  | 'credentials'
  | 'devices'
  | 'audibleCopies'
>;

/** Makes the part of the world that is the pages'. */
export function createPageWorld(
  { pageOf, pass }: NodePages,
  { leftovers, audibleCopies }: Pick<NodeVendor, 'leftovers' | 'audibleCopies'>,
): PageWorld {
  return {
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
    interruptDevice: (side, source, interrupted) =>
      done(() => {
        const kind = source === 'microphone' ? 'audio' : 'video';
        const { live } = pageOf(side).tracks;
        live.find((track) => track.kind === kind && track.source.origin === 'device')?.setMuted(interrupted);
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
    arrives: (track) => Promise.resolve(track instanceof FakeMediaStreamTrack && track.emits),
    leftovers(side) {
      const leaks = pageOf(side).leaks();
      const open = (Object.keys(noLeaks) as (keyof typeof leaks)[])
        .filter((key) => JSON.stringify(leaks[key]) !== JSON.stringify(noLeaks[key]))
        .map((key) => `${key}: ${JSON.stringify(leaks[key])}`);
      return Promise.resolve([...open, ...(leftovers?.(side) ?? [])]);
    },
    credentials: (side) => Promise.resolve(pageOf(side).credentials.count),
    devices(side) {
      const { devices, audioSession } = pageOf(side);
      const kinds = ['microphone', 'camera'] as const;
      return Promise.resolve({
        open: kinds.filter((kind) => ids[kind].some((id) => devices.open.includes(id))),
        audioSession: audioSession?.type,
        requests: devices.calls.length,
        pickers: devices.picker.calls.length,
        other: { microphone: ids.microphone[1], camera: ids.camera[1] },
      });
    },
    audibleCopies: (side, track) =>
      Promise.resolve(copiesOf(side, track) + (audibleCopies?.(side, track) ?? 0)),
  };

  /** How many elements of a page play a remote source so that it can be heard. */
  function copiesOf(side: Side, { participantId, source }: Parameters<World['audibleCopies']>[1]): number {
    const handle = side.session.participant(participantId);
    const { mediaStream } = (source === 'microphone' ? handle?.microphone : handle?.screenAudio) ?? {};
    const origins = mediaStream?.getTracks().map(originOf) ?? [];
    return pageOf(side).elements.audio.filter(
      ({ audible, srcObject }) =>
        audible &&
        srcObject !== null &&
        'getTracks' in srcObject &&
        srcObject
          .getTracks()
          .some((track) => track.readyState === 'live' && origins.includes(originOf(track))),
    ).length;
  }
}

/** What a track and its clones have in common. */
function originOf(track: MediaStreamTrack): unknown {
  return track instanceof FakeMediaStreamTrack ? track.source : track;
}

/** Runs something that is done at once, as the world's actions are not. */
function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}
