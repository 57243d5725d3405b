/**
 * Gives a worker as much of a page as the segmentation library asks of one: it knows pages alone, whatever its messages say. What it
 * adds as a script is loaded by `load`.
 */
export function pretendPage(load: (url: string) => void): void {
  Object.assign(globalThis, {
    window: globalThis,
    document: {
      body: { appendChild: () => undefined },
      addEventListener: () => undefined,
      getElementById: () => null,
      querySelector: () => null,
      createElement: (name: string) =>
        name === 'canvas' ? new OffscreenCanvas(1, 1) : new PretendScript(load),
    },
  });
}

/** A script element: loads when it gets its address. */
class PretendScript extends EventTarget {
  readonly #load: (url: string) => void;

  constructor(load: (url: string) => void) {
    super();
    this.#load = load;
  }

  setAttribute(name: string, value: string): void {
    if (name !== 'src') return;
    // Who adds it listens only afterwards.
    queueMicrotask(() => {
      this.#load(value);
      this.dispatchEvent(new Event('load'));
    });
  }
}
