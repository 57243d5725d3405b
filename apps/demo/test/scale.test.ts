import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Sizes of type and room between things: from the scale of `src/styles/tokens.css`, nothing, or what the device says. */
const wrong =
  /^\s*(?:font-size|gap|row-gap|column-gap|padding|margin)(?:-[a-z-]+)?:(?!.*(?:var\(--(?:text|space|edge)|env\(|inherit)).*[1-9].*(?:rem|px|em);/;

it('type and space keep to their scale', () => {
  const root = new URL('../src/', import.meta.url).pathname;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(svelte|css)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(40);
  const found = files.flatMap((file) =>
    readFileSync(root + file, 'utf8')
      .split('\n')
      .filter((line) => wrong.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  // Out of sight, for those who listen.
  expect(found).toEqual(['styles/base.css: margin: -1px;']);
});
