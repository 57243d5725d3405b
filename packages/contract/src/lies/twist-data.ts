/** Makes something else of plain data: what it gives back is a copy, and whether anything in it is other than before. */
export interface Twist {
  /** Gives another value for a field, or the same one. */
  (key: string, value: unknown): unknown;
}

/** Copies plain data with every field, at any depth, as a twist wants it. Tracks, signals and reports of a browser stay what they are. */
export function twistData(value: unknown, twist: Twist, key = ''): unknown {
  const now = twist(key, value);
  if (now !== value) return now;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const twisted = items.map((each) => twistData(each, twist, key));
    return twisted.some((each, index) => each !== items[index]) ? twisted : value;
  }
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, twistData(each, twist, name)] as const);
  return entries.some(([name, each]) => each !== value[name]) ? Object.fromEntries(entries) : value;
}

/** Tells whether something is an object without a class, which can be copied. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

const otherSource: Readonly<Record<string, string>> = {
  microphone: 'screen-audio',
  'screen-audio': 'microphone',
  camera: 'screen',
  screen: 'camera',
};

/** Calls a source by the name of its sister. */
export const otherSources: Twist = (key, value) =>
  (key === '' || key === 'source') && typeof value === 'string' ? (otherSource[value] ?? value) : value;

/** Leaves out whatever is in a list. */
export const emptied: Twist = (_key, value) => (Array.isArray(value) && value.length > 0 ? [] : value);

/** Takes somebody for somebody else, of those that are known. */
export function otherPerson(known: ReadonlySet<string>): Twist {
  return (key, value) => {
    if (!['', 'remoteId', 'to'].includes(key) || typeof value !== 'string' || !known.has(value)) return value;
    return [...known].find((each) => each !== value) ?? value;
  };
}

/** Gives another value for one field. */
export function otherValue(field: string): Twist {
  return (key, value) => (key === field ? opposite(key, value) : value);
}

const words: Readonly<Record<string, readonly string[]>> = {
  reason: ['kicked', 'room-closed'],
  mode: ['resumed', 'restarted'],
  kind: ['agent', 'person'],
  uplink: ['bad', 'good'],
  downlink: ['bad', 'good'],
};

function opposite(key: string, value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value === 0 ? 1 : value / 3;
  if (typeof value === 'string') return words[key]?.find((word) => word !== value) ?? `${value}-other`;
  return value;
}
