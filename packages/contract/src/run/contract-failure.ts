/** A law was broken. The message says which thing was expected and what was so. */
export class ContractFailure extends Error {
  /** What was so, where that helps: a log of events, a state. Never needed to understand the message. */
  readonly detail: unknown;

  /** Makes a failure. */
  constructor(message: string, detail?: unknown) {
    super(detail === undefined ? message : `${message}\n${describe(detail)}`);
    this.name = 'ContractFailure';
    this.detail = detail;
  }

  /** Adds lines to the message: which clause it is, and what was told last. */
  with(context: string): this {
    this.message = `${this.message}\n${context}`;
    return this;
  }
}

/** A value as a reader of a failure needs it; never throws, whatever the value is. */
export function describe(value: unknown): string {
  const seen = new Set<unknown>();
  try {
    const text = JSON.stringify(
      value,
      (_key, each: unknown) => {
        if (each instanceof Error) return `${each.name}: ${each.message}`;
        if (each instanceof Map) return Array.from(each as ReadonlyMap<unknown, unknown>);
        if (each instanceof Set) return Array.from(each as ReadonlySet<unknown>);
        if (typeof each === 'object' && each !== null) {
          if (seen.has(each)) return '[again]';
          seen.add(each);
        }
        return each;
      },
      1,
    ) as string | undefined;
    return text ?? String(value);
  } catch {
    return String(value);
  }
}
