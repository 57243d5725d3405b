/** Reports an error that nobody awaits, as a page reports what its own listeners throw. */
export function report(error: unknown): void {
  const scope: Partial<typeof globalThis> = globalThis;
  if (scope.reportError) scope.reportError(error);
  else console.error(error);
}

/** Calls a function of the app's. What it throws is reported, and stops nothing here. */
export function tellApp(run: () => void): void {
  try {
    run();
  } catch (error) {
    report(error);
  }
}
