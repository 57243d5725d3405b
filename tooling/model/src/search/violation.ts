/** Something is so that must never be so. */
export class Violation extends Error {
  override readonly name = 'Violation';
  /** Which rule was broken: stable, small letters and "-". */
  readonly rule: string;

  constructor(rule: string, detail: string) {
    super(`${rule}: ${detail}`);
    this.rule = rule;
  }
}

/** Throws a {@link Violation} unless something holds. The detail is made only where it does not. */
export function must(holds: boolean, rule: string, detail: () => string): asserts holds {
  if (!holds) throw new Violation(rule, detail());
}
