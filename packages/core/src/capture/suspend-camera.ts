import type { DeviceSource } from './device-source.ts';

/** The camera while a screen is shared. */
export interface CameraSuspension {
  /** Lets the camera go where it sends. */
  begin(): Promise<void>;
  /** Brings it back as it was; whatever the app or the server did to it since is what holds. */
  end(): void;
  /** Forgets it. */
  reset(): void;
}

/** Makes it for a camera. */
export function createCameraSuspension(camera: DeviceSource): CameraSuspension {
  const { source } = camera;
  let restore: (() => void) | undefined;
  return {
    async begin() {
      const { enabled, muted } = source.state.value;
      if (!enabled || muted) return;
      const suspended = camera.mute({ release: true });
      const { intents } = source;
      restore = () => {
        if (source.intents === intents) camera.unmute().catch(source.warn);
      };
      await suspended.catch(source.warn);
    },
    end() {
      restore?.();
      restore = undefined;
    },
    reset() {
      restore = undefined;
    },
  };
}
