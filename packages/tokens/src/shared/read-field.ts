/** A plain view of a value of unknown shape. */
export type Fields = Readonly<Record<string, unknown>>;

/** Copies the own fields of an object; undefined for anything else, also for objects that throw when looked at. */
export function readFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  try {
    return { ...value };
  } catch {
    // A getter or a proxy of the caller's threw: such a value is no credential, which is what undefined says.
    return undefined;
  }
}

/** Parses JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
