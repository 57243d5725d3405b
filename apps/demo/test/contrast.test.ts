import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');

/** A colour of the scale, in one of the two themes. */
function colorOf(name: string, theme: 'light' | 'dark'): string {
  const value = new RegExp(`--${name}: (.+);`).exec(text)?.[1] ?? '';
  const [light, dark = light] = [...value.matchAll(/#[\da-f]{6}/g)].map(([color]) => color);
  const color = theme === 'light' ? light : dark;
  if (color === undefined) throw new Error(`There is no colour --${name}.`);
  return color;
}

/** Relative luminance, as WCAG 2.2 has it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [least = 0, most = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (most + 0.05) / (least + 0.05);
}

/** Texts on their grounds: 4.5 to one. */
const read = [
  ['text', 'ground'],
  ['text', 'surface'],
  ['text', 'surface-raised'],
  ['text', 'warn-surface'],
  ['text-soft', 'ground'],
  ['text-soft', 'surface'],
  ['on-accent', 'accent'],
  ['on-danger', 'danger'],
  ['on-tile', 'tile'],
] as const;

/** Rings, bars and the edges of fields, 3 to one. */
const drawn = [
  ['ring', 'ground'],
  ['ring', 'ring-edge'],
  ['accent', 'ground'],
  ['accent', 'surface'],
  ['accent', 'line'],
  ['field-line', 'surface'],
  ['danger', 'ground'],
] as const;

describe.each(['light', 'dark'] as const)('in %s colours', (theme) => {
  it.each(read)('%s is read on %s', (one, other) => {
    expect(contrast(colorOf(one, theme), colorOf(other, theme))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(drawn)('%s stands out of %s', (one, other) => {
    expect(contrast(colorOf(one, theme), colorOf(other, theme))).toBeGreaterThanOrEqual(3);
  });
});
