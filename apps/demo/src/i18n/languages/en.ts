import type { LanguageFile } from '../language-file.ts';
import { en } from '../en/lobby.ts';

/** English. What the lobby does not need loads later. */
export const language: LanguageFile = {
  lobby: en,
  advice: async () => (await import('../en/advice.ts')).adviceEn,
  call: async () => (await import('../en/call.ts')).enCall,
};
