/**
 * Lets every promise that can settle do so: waits for one turn of the real event loop. Messages come after all
 * microtasks, however long their chain is, and are not delayed as short timers are.
 */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
