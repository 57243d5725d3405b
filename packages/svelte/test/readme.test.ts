import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

it('shows a component that is type-checked', () => {
  const [, shownThere] = /```svelte\n([\s\S]*?)```/.exec(read('../README.md')) ?? [];
  expect(shownThere).toBe(read('ReadmeExample.svelte'));
});
