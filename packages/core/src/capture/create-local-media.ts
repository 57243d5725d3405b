import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { DeviceLossPolicy } from '../face/device-loss-policy.ts';
import type { LocalSource } from '../face/local-source.ts';
import { cameraConstraints, microphoneConstraints } from './device-constraints.ts';
import { createDeviceOpener } from './device-opener.ts';
import { DeviceSource } from './device-source.ts';
import type { CaptureState, LocalMedia, LocalMediaPort } from './local-media.ts';
import { createDefaultFollower } from './follow-default.ts';
import { createMicrophoneOffer } from './microphone-offer.ts';
import { OwnSource } from './own-source.ts';
import { createPreview } from './preview.ts';
import { createPublication, type Publication } from './publication.ts';
import { ScreenSource } from './screen-source.ts';

/** What capture is made from. */
export interface LocalMediaOptions {
  readonly environment: RtcEnvironment;
  readonly port: LocalMediaPort;
  /** `capabilities.audioRelayNeeded`. */
  readonly adapterNeedsRelay?: boolean | undefined;
  /** `capabilities.screenAudio`; `separate` where left out. */
  readonly screenAudioMode?: RtcCapabilities['screenAudio'] | undefined;
  /** `capabilities.cameraWithScreen`: without it a share suspends the camera unless the app says otherwise. */
  readonly cameraWithScreen?: boolean | undefined;
  /** `capabilities.sources`: enabling another one is refused. All where left out. */
  readonly publishable?: readonly SourceKind[] | undefined;
  /** What becomes of a source whose device is gone: `mute` where left out. */
  readonly deviceLoss?: DeviceLossPolicy | undefined;
}

/** Makes the own sources of one session. Opens nothing, listens to nothing and needs no browser until it is told to. */
export function createLocalMedia(options: LocalMediaOptions): LocalMedia {
  const {
    environment,
    port,
    screenAudioMode = 'separate',
    cameraWithScreen = true,
    publishable = sourceKinds,
    deviceLoss = 'mute',
  } = options;
  const mixed = screenAudioMode === 'mixed';
  const open = createDeviceOpener(environment);
  const contained = (): void => {
    port.contained('gate-write');
  };
  const previews = { camera: createPreview(environment), screen: createPreview(environment) };
  let disposed = false;

  const sound = createMicrophoneOffer({
    environment,
    microphone: () => microphone,
    screenAudio: () => screenAudio,
    relay: options.adapterNeedsRelay ?? false,
    mixed,
    contained,
  });
  const publications: Readonly<Record<SourceKind, Publication>> = {
    microphone: createPublication('microphone', port, sound.offer),
    camera: createPublication('camera', port, () => camera.offer()),
    screen: createPublication('screen', port, () => screen.offer()),
    'screen-audio': createPublication('screen-audio', port, () => (mixed ? undefined : screenAudio.offer())),
  };
  const common = (source: SourceKind) => ({
    environment,
    port,
    contained,
    tell: () => publications[mixed && source === 'screen-audio' ? 'microphone' : source].tell(),
    release: false,
  });
  const microphone: DeviceSource = new DeviceSource({
    ...common('microphone'),
    source: 'microphone',
    gateChanged: sound.refresh,
    shown: createDefaultFollower(environment, {
      chosen: () => microphone.state.deviceId,
      changed: () => {
        microphone.reopen();
      },
    }),
    open,
    deviceLoss,
    constraints: microphoneConstraints,
    eachClone: publications.microphone.each,
  });
  const camera = new DeviceSource({
    ...common('camera'),
    source: 'camera',
    release: true,
    shown: previews.camera.show,
    open,
    deviceLoss,
    constraints: cameraConstraints,
    eachClone: publications.camera.each,
  });
  const screenAudio = new OwnSource({
    ...common('screen-audio'),
    source: 'screen-audio',
    gateChanged: sound.refresh,
  });
  const screen = new ScreenSource({
    ...common('screen'),
    source: 'screen',
    shown: previews.screen.show,
    audio: screenAudioMode === 'none' ? undefined : screenAudio,
    camera,
    cameraMeanwhile: cameraWithScreen ? 'keep' : 'suspend',
  });
  const sources = { microphone, camera, screen, 'screen-audio': screenAudio };

  const refuse = (code: RtcErrorCode, message: string): Promise<never> =>
    Promise.reject(new RtcError({ code, message }));
  /** What the app may call until the session is disposed; `publishing` names the source that it would publish. */
  const command =
    <Given extends readonly unknown[]>(run: (...given: Given) => Promise<void>, publishing?: SourceKind) =>
    (...given: Given): Promise<void> =>
      disposed
        ? refuse('invalid-state', 'The session was disposed. Create another.')
        : publishing && !publishable.includes(publishing)
          ? refuse('unsupported', `This vendor cannot publish a ${publishing}.`)
          : run(...given);
  const handle = (source: OwnSource, disable: () => Promise<void> = () => source.disable()): LocalSource => ({
    get state() {
      return port.stateOf(source.context.source);
    },
    mute: command((muteOptions) => source.mute(muteOptions)),
    unmute: command(() => source.unmute()),
    disable: command(disable),
  });
  const device = (source: DeviceSource) =>
    Object.assign(handle(source), {
      enable: command(
        (wishes?: Parameters<DeviceSource['enableWith']>[0]) => source.enableWith(wishes),
        source.context.source,
      ),
      setDevice: command((deviceId: string) => source.setDevice(deviceId)),
      setProcessor: command((processor: Parameters<DeviceSource['setProcessor']>[0]) =>
        source.setProcessor(processor),
      ),
    });
  const endScreen = (reason: 'app' | 'server') => screen.end(reason);

  /** What a publication carries: what a server does to it, it does to all of them. */
  const carriedBy = (source: SourceKind): readonly OwnSource[] =>
    mixed && source === 'microphone' ? [microphone, screenAudio] : [sources[source]];

  const release = (): void => {
    for (const source of sourceKinds) {
      sources[source].reset();
      publications[source].end();
    }
    sound.refresh();
  };

  return {
    microphone: device(microphone),
    camera: Object.assign(device(camera), { attach: previews.camera.attach }),
    screen: Object.assign(
      handle(screen, () => endScreen('app')),
      {
        enable: command(
          (wishes?: Parameters<ScreenSource['enableWith']>[0]) => screen.enableWith(wishes),
          'screen',
        ),
        attach: previews.screen.attach,
      },
    ),
    screenAudio: handle(screenAudio),
    get states() {
      const states: Partial<Record<SourceKind, CaptureState>> = {};
      for (const source of sourceKinds) states[source] = sources[source].state;
      return states as Record<SourceKind, CaptureState>;
    },
    outgoing: (leg) => sourceKinds.flatMap((source) => publications[source].outgoing(leg) ?? []),
    endLeg(leg) {
      for (const source of sourceKinds) publications[source].end(leg);
    },
    mutedByServer(source) {
      for (const one of carriedBy(source)) one.mute({}, 'server').catch(one.warn);
    },
    unpublishedByServer(source) {
      if (source === 'screen') void endScreen('server');
      else for (const one of carriedBy(source)) void one.disable();
    },
    release,
    dispose() {
      disposed = true;
      release();
      for (const preview of Object.values(previews)) preview.clear();
    },
  };
}
