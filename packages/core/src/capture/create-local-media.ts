import type { KeepPlaying } from '../elements/keep-playing.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { disposedError } from '../errors/disposed-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { DeviceLossPolicy } from '../face/device-loss-policy.ts';
import type { LocalDeviceSource, LocalSource } from '../face/local-source.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { checkDeviceId, checkEnable, checkMute, checkProcessor } from './check-arguments.ts';
import { cameraConstraints, microphoneConstraints } from './device-constraints.ts';
import { createDeviceOpener } from './device-opener.ts';
import { createDeviceSource, type DeviceSource } from './device-source.ts';
import { createDefaultFollower } from './follow-default.ts';
import type { CaptureState } from '../model/local-source-state.ts';
import type { LocalMedia, LocalMediaPort } from './local-media.ts';
import { createPreview } from './preview.ts';
import { createScreenSource, createShareHalf, type ShareHalf } from './screen-source.ts';
import { createCameraSuspension } from './suspend-camera.ts';

/** The surroundings of capture. */
export interface LocalMediaOptions {
  readonly environment: LobbyEnvironment;
  readonly port: LocalMediaPort;
  /** Plays the elements that show a preview. */
  readonly keep: KeepPlaying;
  /** The fate of a source whose device is gone: `mute` where left out. */
  readonly deviceLoss?: DeviceLossPolicy | undefined;
}

/** Makes the local sources of one session. Opens nothing, listens to nothing and needs no browser until it is told to. */
export function createLocalMedia({
  environment,
  port,
  keep,
  deviceLoss = 'mute',
}: LocalMediaOptions): LocalMedia {
  const open = createDeviceOpener(environment);
  const previews = { camera: createPreview(environment, keep), screen: createPreview(environment, keep) };
  const common = { environment, port, open, deviceLoss };
  const microphone: DeviceSource = createDeviceSource({
    ...common,
    source: 'microphone',
    release: false,
    shown: createDefaultFollower(environment, {
      chosen: () => microphone.source.state.value.deviceId,
      changed: () => {
        microphone.reopen();
      },
    }),
    constraints: microphoneConstraints,
  });
  const camera = createDeviceSource({
    ...common,
    source: 'camera',
    release: true,
    shown: previews.camera.show,
    constraints: cameraConstraints,
  });
  const half = { environment, port, release: false };
  const picture = createShareHalf({ ...half, source: 'screen', shown: previews.screen.show });
  const sound = createShareHalf({ ...half, source: 'screen-audio' });
  const screen = createScreenSource(picture, sound, createCameraSuspension(camera));
  const sources = { microphone, camera, screen: picture, 'screen-audio': sound } as const;
  let disposed = false;

  /**
   * Makes a command that the app may call until the session is disposed; `publishing` names the source that it would publish,
   * `check` refuses its argument.
   */
  const command =
    <Given extends readonly unknown[]>(
      run: (...given: Given) => Promise<void>,
      { publishing, check }: { readonly publishing?: SourceKind; check?(given: unknown): void } = {},
    ) =>
    (...given: Given): Promise<void> => {
      try {
        if (disposed) throw disposedError();
        check?.(given[0]);
        const refusal = publishing && port.refusal(publishing);
        if (refusal) throw refusal;
        return run(...given);
      } catch (error) {
        return Promise.reject(toRtcError(error, { message: 'Nothing was done.' }));
      }
    };
  const handle = (source: ShareHalf, disable: () => Promise<void> = () => source.disable()): LocalSource => ({
    get state() {
      return port.stateOf(source.source.context.source);
    },
    mute: command((options) => source.mute(options), { check: checkMute }),
    unmute: command(() => source.unmute()),
    disable: command(disable),
  });
  const device = (source: DeviceSource): LocalDeviceSource<Parameters<DeviceSource['enable']>[0]> =>
    Object.assign(handle(source), {
      enable: command(source.enable, {
        publishing: source.source.context.source,
        check: checkEnable,
      }),
      setDevice: command(source.setDevice, { check: checkDeviceId }),
      setProcessor: command(source.setProcessor, { check: checkProcessor }),
    });
  const release = (): void => {
    microphone.reset();
    camera.reset();
    screen.reset();
  };
  return {
    microphone: device(microphone),
    camera: Object.assign(device(camera), { attach: previews.camera.attach }),
    screen: Object.assign(
      handle(picture, () => screen.end('app')),
      {
        enable: command(screen.enable, { publishing: 'screen', check: checkEnable }),
        attach: previews.screen.attach,
      },
    ),
    screenAudio: handle(sound, screen.endSound),
    get states() {
      const states: Partial<Record<SourceKind, CaptureState>> = {};
      for (const source of sourceKinds) states[source] = sources[source].source.state.value;
      return states as Record<SourceKind, CaptureState>;
    },
    offers: {
      microphone: microphone.source,
      camera: camera.source,
      screen: picture.source,
      'screen-audio': sound.source,
    },
    mutedByServer(source) {
      sources[source].mute({}, 'server').catch(sources[source].source.warn);
    },
    unpublishedByServer(source) {
      void (source === 'screen' ? screen.end('server') : sources[source].disable());
    },
    release,
    dispose() {
      disposed = true;
      release();
      for (const preview of Object.values(previews)) preview.dispose();
    },
  };
}
