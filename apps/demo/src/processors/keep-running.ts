/**
 * Lets an audio context run: browsers hold one back until the person has pressed something, and some stop it for a phone call.
 * Returns what ends that.
 */
export function keepRunning(context: AudioContext): () => void {
  const listening = new AbortController();
  const within = { signal: listening.signal, capture: true };
  const run = (): void => {
    if (context.state === 'running' || context.state === 'closed') return;
    // A refusal is that of before: the next press is the next try.
    context.resume().catch(() => undefined);
  };
  for (const gesture of ['pointerdown', 'pointerup', 'keydown']) addEventListener(gesture, run, within);
  document.addEventListener('visibilitychange', run, within);
  context.addEventListener('statechange', run, within);
  run();
  return () => {
    listening.abort();
  };
}
