import type { LobbyEnvironment, VideoView } from '../environment/rtc-environment.ts';
import type { Detach } from '../face/local-source.ts';
import type { KeepPlaying } from '../elements/keep-playing.ts';
import { checkView, claimView, yieldView } from '../elements/view-owner.ts';

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
export function createPreview(environment: LobbyEnvironment, keep: KeepPlaying): Preview {
  const detaches = new Map<Detach, VideoView>();
  let stream: MediaStream | undefined;
  let shown: MediaStreamTrack | undefined;
  let disposed = false;

  /** Gives an element the stream when there is something in it: measured, a page with one that is empty never fires `load`. */
  function give(view: VideoView): void {
    if (stream && view.srcObject !== stream) view.srcObject = stream;
    keep.play(view);
  }
  return {
    attach(view) {
      checkView(view);
      if (disposed) return () => undefined;
      stream ??= environment.createMediaStream(shown ? [shown] : []);
      const detach = (): void => {
        if (!detaches.delete(detach)) return;
        keep.forget(view);
        // Whoever shows something else in it by now is not disturbed.
        if (yieldView(view, detach) && view.srcObject === stream) view.srcObject = null;
      };
      claimView(view, detach);
      detaches.set(detach, view);
      Object.assign(view, { muted: true, playsInline: true, autoplay: true });
      if (shown) give(view);
      else if (view.srcObject) view.srcObject = null;
      return detach;
    },
    show(track) {
      const before = shown;
      shown = track;
      if (track) stream?.addTrack(track);
      if (before && before !== track) stream?.removeTrack(before);
      for (const view of detaches.values())
        if (track) give(view);
        else keep.forget(view);
    },
    dispose() {
      disposed = true;
      for (const detach of [...detaches.keys()]) detach();
    },
  };
}
