/** The call on all of the screen, where the browser can. */
export class FullScreen {
  /** Tells whether it is so now. The person may end it by Escape. */
  on: boolean = $state(false);
  /** Tells whether the browser allows it here. */
  readonly possible: boolean = document.fullscreenEnabled;

  /** Follows what the browser says. Returns the undo, which also ends it. */
  listen(): () => void {
    const ended = new AbortController();
    const follow = (): void => {
      this.on = document.fullscreenElement !== null;
    };
    document.addEventListener('fullscreenchange', follow, { signal: ended.signal });
    follow();
    return () => {
      ended.abort();
      // Refused only where the person has just ended it.
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
      this.on = false;
    };
  }

  /** Begins or ends it. Rejects with what the browser throws; call it in a user gesture. */
  async toggle(): Promise<void> {
    // The whole document: dialogs and menus lie above whatever fills the screen only within it.
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  }
}
