/** Makes a function that runs once for all who call it in one turn, when that is over. */
export function onceATurn(run: () => void): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      run();
    });
  };
}
