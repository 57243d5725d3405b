/** Counts the workers of this page that were not ended, whoever makes them. */
export const workers: { running: () => number } = { running: () => 0 };

const made = new Set<Worker>();
workers.running = () => made.size;

const Platform = globalThis.Worker;
globalThis.Worker = class extends Platform {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    made.add(this);
  }

  override terminate(): void {
    made.delete(this);
    super.terminate();
  }
};
