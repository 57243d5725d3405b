/** The error that a browser rejects with when a demand cannot be met. */
export class FakeOverconstrainedError extends DOMException {
  /** The demand that cannot be met. */
  readonly constraint: string;

  constructor(constraint: string) {
    super(`The demand "${constraint}" cannot be met.`, 'OverconstrainedError');
    this.constraint = constraint;
  }
}

/** One wish as a constraint may say it: as it is, `ideal`, or `exact`. */
export interface Wish {
  readonly exact?: unknown;
  readonly ideal?: unknown;
  readonly min?: unknown;
  readonly max?: unknown;
}

/** Reads a constraint; a bare value is an ideal one. */
export function wishOf(constraint: unknown): Wish {
  if (constraint === undefined) return {};
  if (typeof constraint === 'object' && constraint !== null && !Array.isArray(constraint)) return constraint;
  return { ideal: constraint };
}

/** The range that a capability gives; everything where it gives none. */
function rangeOf(capability: unknown): { readonly min: number; readonly max: number } {
  const { min, max } = wishOf(capability);
  return { min: typeof min === 'number' ? min : -Infinity, max: typeof max === 'number' ? max : Infinity };
}

function within(value: unknown, capability: unknown): boolean {
  if (capability === undefined) return true;
  if (Array.isArray(capability)) return capability.includes(value);
  if (typeof value !== 'number') return capability === value;
  const { min, max } = rangeOf(capability);
  return value >= min && value <= max;
}

function clamp(value: unknown, capability: unknown): unknown {
  if (typeof value !== 'number') return value;
  const { min, max } = rangeOf(capability);
  return Math.min(max, Math.max(min, value));
}

/** The settings that constraints lead to. Throws an OverconstrainedError for an exact demand that cannot be met. */
export function checkConstraints(
  constraints: MediaTrackConstraints,
  capabilities: MediaTrackCapabilities,
): MediaTrackSettings {
  const known = new Map<string, unknown>(Object.entries(capabilities));
  const settings: [string, unknown][] = [];
  for (const [name, constraint] of Object.entries(constraints)) {
    if (name === 'advanced') continue;
    const wish = wishOf(constraint);
    const capability = known.get(name);
    for (const demand of [wish.exact, wish.min]) {
      if (demand !== undefined && !within(demand, capability)) throw new FakeOverconstrainedError(name);
    }
    const wanted = wish.exact ?? wish.ideal ?? wish.min ?? wish.max;
    const value = wish.exact ?? clamp(wanted, capability);
    if (value !== undefined && within(value, capability)) settings.push([name, value]);
  }
  return Object.fromEntries(settings);
}
