import { expect, test } from 'vitest';
import { rowsOf, withRow } from '../lab/keep-row.ts';

const text = `# Title

<!-- begin speed -->

| vendor | what | ratio |
| ------ | ---- | ----- |
| p2p    | join | 1.00  |

<!-- end speed -->

More.
`;

test('a row takes the place of the one about the same', () => {
  expect(withRow(text, 'speed', ['p2p', 'join', '1.10'])).toBe(text.replace('1.00', '1.10'));
});

test('another row comes after the others', () => {
  const more = withRow(text, 'speed', ['p2p', 'leave', '0.90']);
  expect(rowsOf(more, 'speed')).toEqual([
    ['p2p', 'join', '1.00'],
    ['p2p', 'leave', '0.90'],
  ]);
  expect(more).toContain('| p2p    | leave | 0.90  |');
  expect(more.endsWith('\n\n<!-- end speed -->\n\nMore.\n')).toBe(true);
});

test('a document without the table is refused', () => {
  expect(() => withRow('# Title', 'speed', [])).toThrow('There is no table speed.');
});
