import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { chooseAdapter } from '../src/adapters.ts';
import { adviceEn } from '../src/i18n/en/advice.ts';
import { enCall } from '../src/i18n/en/call.ts';
import { en } from '../src/i18n/en/lobby.ts';
import { catalogue, chooseLanguage, languages } from '../src/i18n/language.svelte.ts';
import { adviceZhHans } from '../src/i18n/zh-hans/advice.ts';
import { zhHansCall } from '../src/i18n/zh-hans/call.ts';
import { zhHans } from '../src/i18n/zh-hans/lobby.ts';

const sources = join(import.meta.dirname, '../src');
const english = { ...en, ...adviceEn, ...enCall };
const chinese = { ...zhHans, ...adviceZhHans, ...zhHansCall };

/** Every text below a section, by its path; functions are called with something. */
function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => textsOf(below, `${path}.${key}`));
}

describe('languages', () => {
  it('have words for each fault of the pretend call', async () => {
    vi.stubGlobal('location', new URL('http://localhost/?adapter=fake'));
    const { trouble = [] } = await chooseAdapter('fake');
    vi.unstubAllGlobals();
    expect(trouble.length).toBeGreaterThan(10);
    expect(trouble.filter(({ id }) => zhHansCall.faults[id] === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('have the same texts', () => {
    const paths = (texts: object): string[] =>
      textsOf(texts)
        .map(([path]) => path)
        // Faults carry English words of their own.
        .filter((path) => !path.startsWith('.faults.'))
        .sort();
    expect(paths(chinese)).toEqual(paths(english));
    expect(paths(english).length).toBeGreaterThan(150);
  });

  it('are translated: every Chinese text has Chinese in it, brand names apart', () => {
    const untranslated = textsOf(chinese).filter(([, text]) => !/\p{Script=Han}/u.test(text));
    expect(untranslated.map(([, text]) => text)).toEqual(['Jackfield', 'LiveKit', 'Janus']);
  });

  it.each([
    [undefined, ['zh-CN', 'en'], 'zh-Hans'],
    [undefined, ['de', 'en-GB'], 'en'],
    [undefined, ['de'], 'en'],
    ['zh-Hans', ['en'], 'zh-Hans'],
    ['xx', ['zh-TW'], 'zh-Hans'],
  ] as const)('remembers %s, else takes the first of %j', (remembered, wanted, language) => {
    expect(chooseLanguage(remembered, wanted)).toBe(language);
  });

  it('are called what their speakers call them', () => {
    expect(languages).toEqual([
      { tag: 'en', name: 'English' },
      { tag: 'zh-Hans', name: '简体中文' },
    ]);
  });

  it('are one file each: a third one is there by its file alone', async () => {
    // No other file of the app knows of this one.
    const named = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('en-XA.ts'))
      .filter((file) => /i18n\/languages|en-XA\.ts/.test(readFileSync(join(sources, file), 'utf8')));
    expect(named).toEqual([]);
    await catalogue.use('en-XA');
    await catalogue.loadAdvice();
    await catalogue.loadCall();
    expect(catalogue.texts?.lobby.title).toBe(`⟦${en.lobby.title}⟧`);
    expect(catalogue.advice?.joining.network?.title).toMatch(/^⟦.*⟧$/);
    expect(catalogue.callTexts?.call.count(2)).toBe('⟦2 people⟧');
  });
});
