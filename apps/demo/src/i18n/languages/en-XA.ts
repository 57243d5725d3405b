import type { LanguageFile } from '../language-file.ts';
import { adviceEn } from '../en/advice.ts';
import { enCall } from '../en/call.ts';
import { en } from '../en/lobby.ts';

/**
 * English that is marked, for tests and for translators: text without these brackets comes from no language file. It is in no list;
 * `localStorage['jackfield.language'] = 'en-XA'` shows it.
 */
export const language: LanguageFile = {
  lobby: marked(en),
  advice: () => Promise.resolve(marked(adviceEn)),
  call: () => Promise.resolve(marked(enCall)),
};

function marked<Texts>(texts: Texts): Texts {
  if (typeof texts === 'string') return `⟦${texts}⟧` as Texts;
  if (typeof texts === 'function') {
    const made = (...values: unknown[]): unknown => marked(Reflect.apply(texts, undefined, values));
    return made as Texts;
  }
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, marked(text)])) as Texts;
}
