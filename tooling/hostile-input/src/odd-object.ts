import fc from 'fast-check';
import { oddJson } from './odd-json.ts';

/** Fields as they should be, as JSON, by name: so that the odd one among them is reached. */
export type HonestFields = Readonly<Record<string, string>>;

/** An object with these fields, of which some are odd, missing or there twice, and with others that nobody knows. */
export function oddObject(honest: HonestFields): fc.Arbitrary<string> {
  const field = ([name, value]: readonly [string, string]): fc.Arbitrary<readonly string[]> =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant([`${JSON.stringify(name)}:${value}`]) },
      { weight: 2, arbitrary: oddJson.map((text) => [`${JSON.stringify(name)}:${text}`]) },
      { weight: 1, arbitrary: fc.constant([]) },
    );
  const strange = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('__proto__', 'type', 'payload', ...Object.keys(honest)),
  );
  const further = fc.array(
    fc.tuple(strange, oddJson).map(([name, text]) => `${JSON.stringify(name)}:${text}`),
    { maxLength: 2 },
  );
  return fc
    .tuple(fc.tuple(...Object.entries(honest).map(field)), further)
    .map(([parts, more]) => `{${[...parts.flat(), ...more].join(',')}}`);
}
