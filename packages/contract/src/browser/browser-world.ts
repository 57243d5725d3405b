import type { Side } from '../rig/side.ts';
import { worldOf } from '../rig/world-of.ts';
import type { World } from '../rig/world.ts';
import type { BrowserSide } from './browser-side.ts';
import { farContent } from './scripted/far-content.ts';
import { showsContent } from './measure/measure-content.ts';
import { measureSize } from './measure/measure-size.ts';
import { measureArriving } from './measure/measure-arriving.ts';
import { measureSending } from './measure/measure-sending.ts';
import { readEncoding } from './measure/read-encoding.ts';
import type { OpenFrame } from './open-frame.ts';
import { pause } from './measure/pause.ts';
import { deviceIds } from './scripted/scripted-devices.ts';
import type { VendorWorld } from './vendor-world.ts';

/** How long a frame that was drawn somewhere else may take to be shown, milliseconds. */
const frameMs = 5_000;

/** Runs something synchronous, as the world's actions are not. */
function done(run: () => unknown): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}

/** The world around sessions in frames: the vendor's part, and the kit's. */
export function createBrowserWorld({
  vendor,
  frames,
  sideOf,
  pass,
}: {
  readonly vendor: VendorWorld;
  readonly frames: readonly OpenFrame[];
  readonly sideOf: (side: Side) => BrowserSide;
  readonly pass: (ms: number) => Promise<void>;
}): World {
  const pageOf = (side: Side): BrowserSide['page'] => sideOf(side).page;
  const instrumentsOf = (side: Side): BrowserSide['frame']['instruments'] => sideOf(side).frame.instruments;
  const kit: Partial<World> = {
    setPlugged: (side, source, plugged) => done(() => pageOf(side).devices.setPlugged(source, plugged)),
    setBusy: (side, source, busy) => done(() => pageOf(side).devices.setBusy(source, busy)),
    interruptDevice: (side, source, interrupted) =>
      done(() => pageOf(side).devices.setInterrupted(source, interrupted)),
    setPermission: (side, source, state) => done(() => pageOf(side).devices.permissions.set(source, state)),
    answerPicker: (side, answer) =>
      done(() => {
        pageOf(side).devices.picker.answer = answer;
      }),
    stopSharingFromBrowser: (side) => done(() => pageOf(side).devices.picker.stopFromBrowser()),
    gesture: (side) => done(() => pageOf(side).gesture()),
    page: (side, event) => done(() => pageOf(side).fire(event)),
    async showFrame(_, view) {
      if (view.srcObject === null) return;
      vendor.draw?.(true);
      const shown = new Promise<void>((resolve) => view.requestVideoFrameCallback?.(resolve));
      await Promise.race([shown, pause(frameMs)]);
      vendor.draw?.(false);
    },
    pass,
    async wire(side, source) {
      // Also brings somebody who receives it.
      await vendor.publication(side, source);
      const sending = await measureSending(instrumentsOf(side), source);
      return { ...(await vendor.publication(side, source)), sending };
    },
    async encoding(side, source) {
      // Brings somebody who receives it.
      await vendor.publication(side, source);
      return readEncoding(instrumentsOf(side), source);
    },
    arrives: (track) =>
      measureArriving(
        frames.map(({ instruments }) => instruments),
        track,
      ),
    carries: (track, { userId, source }) => showsContent(track, farContent(userId, source)),
    arrivingSize: (track) =>
      measureSize(
        frames.map(({ instruments }) => instruments),
        track,
      ),
    traces: (side) => Promise.resolve(instrumentsOf(side).traces()),
    leftovers: (side) => Promise.resolve(instrumentsOf(side).leftovers()),
    credentials: (side) => Promise.resolve(sideOf(side).credentials.count),
    devices(side) {
      const { devices } = pageOf(side);
      return Promise.resolve({
        open: devices.open,
        requests: devices.requests,
        pickers: devices.picker.calls,
        other: { microphone: deviceIds.microphone[1], camera: deviceIds.camera[1] },
      });
    },
    audibleCopies(side, { participantId, source }) {
      const handle = side.session.participant(participantId);
      const stream =
        source === 'microphone' ? handle?.microphone.mediaStream : handle?.screenAudio.mediaStream;
      const tracks = stream?.getAudioTracks() ?? [];
      const heard = [...instrumentsOf(side).elements].filter((element) => plays(element, tracks));
      return Promise.resolve(heard.length);
    },
  };
  // Methods of the vendor's world may use `this`.
  const own = Object.fromEntries(
    Object.entries(vendor).map(([name, member]: [string, unknown]) => [
      name,
      typeof member === 'function' ? (member.bind(vendor) as unknown) : member,
    ]),
  ) as Partial<World>;
  return worldOf({ ...own, ...kit });
}

function plays(
  { srcObject, muted, volume, paused }: HTMLMediaElement,
  tracks: readonly MediaStreamTrack[],
): boolean {
  if (muted || paused || volume === 0 || srcObject === null || !('getAudioTracks' in srcObject)) return false;
  // By the track itself: some vendors give those of everybody the same id.
  return srcObject.getAudioTracks().some((track) => track.readyState === 'live' && tracks.includes(track));
}
