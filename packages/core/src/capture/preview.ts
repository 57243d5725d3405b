import type { LobbyEnvironment, VideoView } from '../environment/rtc-environment.ts';
import type { Detach } from '../face/local-source.ts';

/** The elements that show a local source. */
export interface Preview {
  /** Shows the source from now on, muted. Returns the undo, which leaves the element blank. */
  attach(view: VideoView): Detach;
  /** The track changed: the new one is added before the old one is removed, so that the picture does not blink. */
  show(track: MediaStreamTrack | undefined): void;
  /** Detaches everything, and attaches nothing any more. */
  dispose(): void;
}

/** Makes the preview of one source: one stream for life, which elements get once. */
export function createPreview(environment: LobbyEnvironment): Preview {
  const views = new Map<VideoView, number>();
  let stream: MediaStream | undefined;
  let shown: MediaStreamTrack | undefined;
  let disposed = false;
  const blank = (view: VideoView): void => {
    views.delete(view);
    if (view.srcObject === stream) view.srcObject = null;
  };
  return {
    attach(view) {
      if (disposed) return () => undefined;
      stream ??= environment.createMediaStream(shown ? [shown] : []);
      views.set(view, (views.get(view) ?? 0) + 1);
      Object.assign(view, { muted: true, playsInline: true, autoplay: true });
      if (view.srcObject !== stream) view.srcObject = stream;
      let attached = true;
      return () => {
        if (!attached) return;
        attached = false;
        const left = (views.get(view) ?? 0) - 1;
        if (left > 0) views.set(view, left);
        else blank(view);
      };
    },
    show(track) {
      const before = shown;
      shown = track;
      if (track) stream?.addTrack(track);
      if (before && before !== track) stream?.removeTrack(before);
    },
    dispose() {
      disposed = true;
      for (const view of [...views.keys()]) blank(view);
    },
  };
}
