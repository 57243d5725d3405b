import type { LocalMedia } from '../capture/local-media.ts';
import type { LocalDeviceSource } from '../face/local-source.ts';
import type { CaptureState } from '../model/local-source-state.ts';
import type { BringBack } from './page-life.ts';

/** Remembers microphone and camera as they are. A screen only the person can pick again. */
export function rememberLocal(local: LocalMedia): BringBack {
  const { microphone, camera } = local.states;
  /** As it was: what was muted is muted before it opens, so that nothing of it is ever sent. */
  async function bringBack(
    source: LocalDeviceSource<object>,
    { source: kind, enabled, muted, mutedBy, capture }: CaptureState,
  ): Promise<void> {
    if (!enabled) return;
    const muting = muted ? source.mute({ release: capture.status === 'released' }) : undefined;
    if (mutedBy === 'server') local.mutedByServer(kind);
    await Promise.all([muting, source.enable()]);
  }
  return () => [bringBack(local.microphone, microphone), bringBack(local.camera, camera)];
}
