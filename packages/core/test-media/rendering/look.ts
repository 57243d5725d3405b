/** What is in the middle of an element: `blank`, `red`, `blue` or something else. */
export function createEye(view: HTMLVideoElement): () => string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 8, height: 8 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no canvas.');
  return () => {
    context.clearRect(0, 0, 8, 8);
    context.drawImage(view, 0, 0, 8, 8);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(4, 4, 1, 1).data;
    if (alpha === 0) return 'blank';
    if (red > 150 && blue < 100) return 'red';
    if (blue > 150 && red < 100) return 'blue';
    return red + green + blue < 60 ? 'black' : `rgb(${String([red, green, blue])})`;
  };
}

/** Lets the browser do whatever is next; no delay. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Looks as often as it can until `done`; fails after 10 s. Returns what was seen, without repetition. */
export async function watchUntil(
  look: () => string | Promise<string>,
  done: (seen: string) => boolean,
): Promise<string[]> {
  const seen: string[] = [];
  const deadline = performance.now() + 10_000;
  for (;;) {
    const now = await look();
    if (seen.at(-1) !== now) seen.push(now);
    if (done(now)) return seen;
    if (performance.now() > deadline) throw new Error(`Waited 10 s and saw: ${seen.join(', ')}.`);
    await nextTurn();
  }
}
