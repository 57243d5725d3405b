import fc from 'fast-check';

/** JSON texts as no honest client writes them: deep, wide, of odd types, with keys of prototypes, huge numbers and lone surrogates. */
export const oddJson: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
  fc.integer({ min: 1, max: 8000 }).map((depth) => `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`),
  fc.integer({ min: 1, max: 20_000 }).map((width) => `[${'0,'.repeat(width)}0]`),
  fc.constantFrom(
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '"__proto__"',
    '"toString"',
    '1e400',
    '-1e400',
    '9007199254740993',
    '1.5',
    '-1',
    '-0',
    String.raw`"\ud800"`,
    String.raw`"\udc00\ud800\u0000"`,
    'null',
    'true',
    '""',
    '{}',
    '[]',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => JSON.stringify(text)),
);
