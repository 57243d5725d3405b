const methods = ['debug', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const;

/** A page, or what stands for one, as far as code leaves traces in it. */
interface TracedRealm {
  readonly console: Console;
}

/** The traces that code leaves in a realm. */
export interface Traces {
  /** The lines that were written to the console, and the names of new globals, one line each. */
  lines(): readonly string[];
  /** Gives the console back. */
  undo(): void;
}

/** Watches a realm's console and its globals from now on. Whatever is written is written all the same. */
export function watchTraces(realm: TracedRealm, known: readonly string[] = []): Traces {
  const before = new Set([...Object.getOwnPropertyNames(realm), ...known]);
  const written: string[] = [];
  const { console } = realm;
  const honest = methods.map((name) => [name, console[name]] as const);
  for (const [name, write] of honest) {
    console[name] = (...said: readonly unknown[]) => {
      written.push(`console.${name}: ${said.map(String).join(' ').slice(0, 200)}`);
      Reflect.apply(write, console, said);
    };
  }
  return {
    lines: () => [
      ...written,
      ...Object.getOwnPropertyNames(realm)
        .filter((name) => !before.has(name))
        .map((name) => `global: ${name}`),
    ],
    undo() {
      for (const [name, write] of honest) console[name] = write;
    },
  };
}
