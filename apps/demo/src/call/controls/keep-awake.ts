/**
 * Keeps the screen from going dark while a call is shown, where the browser can. A page that is hidden loses the lock, so it is
 * asked for again whenever the page comes back. Returns the undo.
 */
export function keepAwake(): () => void {
  const ended = new AbortController();
  let lock: WakeLockSentinel | undefined;

  async function ask(): Promise<void> {
    if (!('wakeLock' in navigator) || document.hidden || (lock && !lock.released)) return;
    try {
      const granted = await navigator.wakeLock.request('screen');
      if (ended.signal.aborted) await granted.release();
      else lock = granted;
    } catch {
      // Refused, for example with an empty battery: the screen goes dark as it does on any page.
    }
  }
  document.addEventListener('visibilitychange', () => void ask(), { signal: ended.signal });
  void ask();
  return () => {
    ended.abort();
    void lock?.release();
  };
}
