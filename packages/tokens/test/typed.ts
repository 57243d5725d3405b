import { expect } from 'vitest';

import type { TokenHandler } from '../src/index.ts';

/** Parses JSON into a value of unknown shape. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return value;
}

/** Fields of a value; none for what is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The text at a path. Throws where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = path.reduce((inner, key) => fieldsOf(inner)[key], value);
  if (typeof found !== 'string') throw new Error(`There is no text at ${path.join('.')}.`);
  return found;
}

/** Imports a file and returns its exports. */
export async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  const module: unknown = await import(/* @vite-ignore */ path);
  return fieldsOf(module);
}

/** Tells whether a value can be called like a token handler. */
export function isHandler(value: unknown): value is TokenHandler {
  return typeof value === 'function';
}

/** Matchers, typed so that they spoil nothing around them. */
export const any: { readonly text: unknown; readonly number: unknown; readonly object: unknown } = {
  text: expect.any(String),
  number: expect.any(Number),
  object: expect.any(Object),
};

/** A matcher for a text. */
export function matching(pattern: RegExp): unknown {
  const matcher: unknown = expect.stringMatching(pattern);
  return matcher;
}
