import type { LobbyEnvironment } from '../environment/rtc-environment.ts';

/** The part that follows the system's choice of microphone. */
export interface DefaultFollower {
  /** The microphone was opened, changed or (undefined) closed. */
  (track: MediaStreamTrack | undefined): void;
}

/**
 * Notices that another microphone became the system's, while the app leaves the choice to the system. Only browsers that
 * list a `default` (or `communications`) entry tell; the others follow by themselves or not at all. Listens only while the
 * microphone is open.
 */
export function createDefaultFollower(
  { mediaDevices, clock, audioSession }: LobbyEnvironment,
  { chosen, changed }: { readonly chosen: () => string | undefined; readonly changed: () => void },
): DefaultFollower {
  let known: string | undefined;
  let listening = false;
  let cancel: (() => void) | undefined;

  async function look(): Promise<string | undefined> {
    const id = chosen() ?? 'default';
    if (id !== 'default' && id !== 'communications') return undefined;
    const devices = await mediaDevices?.enumerateDevices().catch(() => []);
    const entry = devices?.find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === id);
    return entry && `${id} ${entry.groupId} ${entry.label}`;
  }
  const onChange = (): void => {
    cancel?.();
    cancel = clock.after(quietMs, () => {
      void look().then((now) => {
        const before = known;
        known = now;
        if (listening && before && now && before !== now) changed();
      });
    });
  };
  return (track) => {
    if (track) {
      void look().then((now) => {
        known = now;
      });
    } else cancel?.();
    if (listening === Boolean(track)) return;
    listening = !listening;
    // The hint that keeps iOS from turning calls down or off while the microphone is open.
    if (audioSession) audioSession.type = listening ? 'play-and-record' : 'auto';
    if (listening) mediaDevices?.addEventListener('devicechange', onChange);
    else mediaDevices?.removeEventListener('devicechange', onChange);
  };
}

/** Device changes come in bursts; milliseconds. */
const quietMs = 500;
