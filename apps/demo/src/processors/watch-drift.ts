const everyMs = 2000;

/** Sound that is behind the clock by more than this was left out. */
const lostFraction = 0.2;

/** The number of times in a row. */
const times = 3;

/** Tells once when a context does less sound than time passes: its machine cannot keep up. Returns what ends that. */
export function watchDrift(
  context: Pick<AudioContext, 'state' | 'currentTime'>,
  onslow: () => void,
): () => void {
  let last = { at: performance.now(), seconds: context.currentTime };
  let late = 0;
  const timer = setInterval(() => {
    const now = { at: performance.now(), seconds: context.currentTime };
    const done = ((now.seconds - last.seconds) * 1000) / (now.at - last.at);
    late = context.state === 'running' && done < 1 - lostFraction ? late + 1 : 0;
    last = now;
    if (late < times) return;
    clearInterval(timer);
    onslow();
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}
