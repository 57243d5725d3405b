/** An EventTarget that knows how many listeners it has. */
export class ListenerCounter extends EventTarget {
  readonly #listeners = new Map<string, Set<EventListenerOrEventListenerObject>>();

  /** Counts the listeners that there are, of one event or of all. */
  listenerCount(type?: string): number {
    if (type !== undefined) return this.#listeners.get(type)?.size ?? 0;
    let count = 0;
    for (const listeners of this.#listeners.values()) count += listeners.size;
    return count;
  }

  override addEventListener(
    type: string,
    callback: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void {
    super.addEventListener(type, callback, options);
    const { once, signal } = typeof options === 'object' ? options : {};
    if (!callback || signal?.aborted) return;
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(callback));
    const forget = (): void => {
      listeners.delete(callback);
    };
    signal?.addEventListener('abort', forget, { once: true });
    if (once) super.addEventListener(type, forget, { once: true });
  }

  override removeEventListener(
    type: string,
    callback: EventListenerOrEventListenerObject | null,
    options?: EventListenerOptions | boolean,
  ): void {
    super.removeEventListener(type, callback, options);
    if (callback) this.#listeners.get(type)?.delete(callback);
  }
}
