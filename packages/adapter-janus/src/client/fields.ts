/** An object of JSON whose fields are of any kind: what the server sends is looked at before it is believed. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object that a value is; undefined for anything else. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The objects of a list; none where there is no list. */
export function listOf(value: unknown): readonly Fields[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map(fieldsOf).filter((each) => each !== undefined);
}

/** A text; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A text as an object of JSON; undefined for anything else. */
export function parseFields(value: unknown): Fields | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return fieldsOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}
