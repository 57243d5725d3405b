/** Real time passes in this page, milliseconds: for measuring, and for what is under way to arrive. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
