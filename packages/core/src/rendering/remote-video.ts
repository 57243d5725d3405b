import type { KeepPlaying } from '../elements/keep-playing.ts';
import type { ElementVisibility, RtcEnvironment, VideoView } from '../environment/rtc-environment.ts';
import type { RenderState } from '../model/participant.ts';
import type { Detach } from '../face/local-source.ts';
import { createFrameWatch, type FrameLimits, type FrameWatch } from './frame-watch.ts';
import { createInterest } from './interest.ts';
import { interestOf } from './interest-of.ts';
import type { ViewInterest } from './remote-media.ts';
import { syncTrack } from './sync-track.ts';
import { claimView, yieldView } from '../elements/view-owner.ts';

/** The parts that the picture of one remote source works with. */
export interface RemoteVideoPort {
  readonly environment: RtcEnvironment;
  readonly keep: KeepPlaying;
  readonly limits: FrameLimits;
  readonly releaseMs: number;
  renderChanged(render: RenderState): void;
  interestChanged(interest: ViewInterest): void;
}

/** The picture of one remote source, in any number of elements. */
export interface RemoteVideo {
  readonly stream: MediaStream;
  /** The track that it shows. */
  readonly track: MediaStreamTrack | undefined;
  /** An element in which it can be seen; undefined while there is none. */
  readonly view: VideoView | undefined;
  attach(view: VideoView): Detach;
  setTrack(track: MediaStreamTrack | undefined): void;
  setExpected(expected: boolean): void;
  /** All elements are detached and blank; nothing is reported any more. */
  end(): void;
}

interface Attached {
  readonly watch: FrameWatch;
  visibility: ElementVisibility;
  /** Something outside the page has stopped it. */
  interrupted: boolean;
}

/** Makes one without a track and without elements. */
export function createRemoteVideo(port: RemoteVideoPort): RemoteVideo {
  const { environment, keep, limits } = port;
  const { clock } = environment;
  const stream = environment.createMediaStream();
  const attached = new Map<VideoView, Attached>();
  const detaches = new Set<Detach>();
  const interest = createInterest({
    clock,
    releaseMs: port.releaseMs,
    report: (next) => {
      port.interestChanged(next);
    },
  });
  let track: MediaStreamTrack | undefined;
  let expected = false;
  let ended = false;
  let render: RenderState = 'none';

  const seen = ({ visibility }: Attached): boolean => visibility.visible;

  /** An element holds the stream exactly while there is a track: without one it is blank, not frozen. */
  function show(view: VideoView, entry: Attached): void {
    if (!track) {
      view.srcObject = null;
      keep.forget(view);
      return;
    }
    if (view.srcObject !== stream) view.srcObject = stream;
    keep.play(view, {
      playing() {
        stand(entry, false);
      },
      stopped(standing) {
        stand(entry, standing === 'interrupted');
      },
    });
  }
  function stand(entry: Attached, interrupted: boolean): void {
    if (entry.interrupted === interrupted) return;
    entry.interrupted = interrupted;
    update();
  }
  function renderNow(): RenderState {
    if (!track || !expected || attached.size === 0) return 'none';
    const states = [...attached.values()]
      .filter(seen)
      .map(({ watch, interrupted }) => (interrupted ? 'interrupted' : watch.state));
    // Nobody looks: nobody can tell.
    if (states.length === 0) return render === 'none' ? 'waiting' : render;
    if (states.includes('stalled')) return 'stalled';
    if (states.includes('playing')) return 'playing';
    return states.includes('interrupted') ? 'interrupted' : 'waiting';
  }
  function update(): void {
    for (const each of attached.values()) {
      const showing = track !== undefined && expected;
      each.watch.watch(showing && seen(each) && !each.interrupted);
      if (!showing) each.watch.reset();
    }
    tell();
  }
  function tell(): void {
    if (ended) return;
    const next = renderNow();
    if (next !== render) {
      render = next;
      port.renderChanged(next);
    }
    tellInterest();
  }
  function tellInterest(): void {
    // Whoever was told of the picture may have ended everything.
    if (ended) return;
    interest.set(interestOf([...attached.values()].map(({ visibility }) => visibility)));
  }
  function attach(view: VideoView): Detach {
    const entry: Attached = {
      visibility: { visible: false, width: 0, height: 0 },
      interrupted: false,
      watch: createFrameWatch(view, {
        clock,
        limits,
        reattach() {
          view.srcObject = null;
          show(view, entry);
        },
        changed: tell,
      }),
    };
    let unobserve = (): void => undefined;
    const detach = (): void => {
      if (!detaches.delete(detach)) return;
      attached.delete(view);
      entry.watch.watch(false);
      unobserve();
      keep.forget(view);
      // Also what the app shows in it by itself by now is not disturbed.
      if (yieldView(view, detach) && view.srcObject === stream) view.srcObject = null;
      tell();
    };
    claimView(view, detach);
    detaches.add(detach);
    attached.set(view, entry);
    // The browser plays what is muted and inline without asking; sound has elements of its own.
    Object.assign(view, { muted: true, playsInline: true, autoplay: true });
    show(view, entry);
    unobserve = environment.observeVisibility(view, (visibility) => {
      entry.visibility = visibility;
      update();
    });
    // Whoever was told of it may have detached it already.
    if (!detaches.has(detach)) unobserve();
    return detach;
  }
  return {
    stream,
    get track() {
      return track;
    },
    get view() {
      return [...attached].find(([, entry]) => seen(entry))?.[0];
    },
    attach,
    setTrack(next) {
      const changed = next !== track;
      track = next;
      syncTrack(stream, next);
      for (const [view, entry] of attached) {
        show(view, entry);
        if (changed) entry.watch.renew();
      }
      update();
    },
    setExpected(next) {
      expected = next;
      update();
    },
    end() {
      ended = true;
      interest.end();
      for (const detach of [...detaches]) detach();
      track = undefined;
      syncTrack(stream, undefined);
    },
  };
}
