import type { Listenable, PlayedElement } from '../environment/rtc-environment.ts';
import type { Clock } from '../timing/clock.ts';

/** The remedies for an element that stands still though it should play. */
export interface StandstillEvents {
  /** The page's own doings have stopped it: it is played again. */
  again(): void;
  /** Something outside the page has, or somebody who does not want it to play. */
  outside(): void;
}

/**
 * Watches whether an element that should play stands still, and whose doing that was. The page's own doings are: the element was taken
 * out of the page or out of sight, or moved into another document; its page was hidden; full screen has ended. All else comes from
 * outside: the system, a media key, a call, the button of a picture-in-picture window, or a script that pauses it on purpose.
 * Returns the undo.
 */
export function watchStandstill(element: PlayedElement, clock: Clock, events: StandstillEvents): () => void {
  if (!element.addEventListener) return () => undefined;
  let tries: readonly number[] = [];
  let home = element.ownerDocument;
  let leaveHome: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  let pausedAt = -Infinity;
  let fullScreenEndedAt = -Infinity;
  // Sound plays in elements that never are in a page.
  let placed = element.isConnected ?? false;

  /** It cannot be seen where it is now; browsers may pause it for that. */
  function isAway(): boolean {
    placed ||= element.isConnected ?? false;
    const { ownerDocument } = element;
    if (!placed || !ownerDocument || ownerDocument.pictureInPictureElement === element) return false;
    return !element.isConnected || ownerDocument.visibilityState === 'hidden' || !isInSight(element);
  }
  function again(): void {
    cancel?.();
    tries = [...tries.filter((at) => clock.now() - at < whileMs), clock.now()];
    if (tries.length > most) events.outside();
    else events.again();
  }
  function waitForSight(): void {
    cancel?.();
    cancel = clock.after(lookMs, () => {
      if (!element.paused) return;
      if (isAway()) waitForSight();
      else again();
    });
  }
  function followHome(): void {
    leaveHome?.();
    home = element.ownerDocument;
    leaveHome = home && listen(home, 'fullscreenchange', onFullScreen);
  }
  function onFullScreen(): void {
    if (home?.fullscreenElement) return;
    fullScreenEndedAt = clock.now();
    // The pause may have come first, and been taken for one from outside.
    if (element.paused && clock.now() - pausedAt < togetherMs) again();
  }
  function onPause(): void {
    // It plays again by now, or its stream is over: whoever gives it another one plays it.
    if (!element.paused || element.ended || !element.srcObject) return;
    pausedAt = clock.now();
    const moved = element.ownerDocument !== home;
    if (moved) followHome();
    if (isAway()) waitForSight();
    else if (moved || clock.now() - fullScreenEndedAt < togetherMs) again();
    else events.outside();
  }
  const undo = [listen(element, 'pause', onPause)];
  // Sound is never in sight, and fills no screen: a room of a thousand has as many elements.
  if ('videoWidth' in element) {
    undo.push(listen(element, 'webkitendfullscreen', onFullScreen), listen(element, 'play', isAway));
    followHome();
  }
  return () => {
    cancel?.();
    leaveHome?.();
    for (const each of undo) each();
  };
}

/** Listens until the undo is called. Not until a signal, which costs ten times as much: every sound of a room is listened to. */
function listen(target: Listenable, name: string, listener: () => void): () => void {
  target.addEventListener?.(name, listener);
  return () => {
    target.removeEventListener?.(name, listener);
  };
}

/** The number of times that the page's doings are made good in a while, and that while in milliseconds: nobody is fought. */
const most = 3;
const whileMs = 10_000;

/** The time within which the end of full screen and a pause belong together, in milliseconds: either comes first. */
const togetherMs = 1_000;

/** The time between two looks at an element that is away, in milliseconds. */
const lookMs = 250;

function isInSight(element: PlayedElement): boolean {
  const frame = element.ownerDocument?.defaultView;
  const place = element.getBoundingClientRect?.();
  if (!frame || !place) return true;
  const { top, left, bottom, right, width, height } = place;
  if (width === 0 || height === 0) return false;
  return bottom > 0 && right > 0 && top < frame.innerHeight && left < frame.innerWidth;
}
