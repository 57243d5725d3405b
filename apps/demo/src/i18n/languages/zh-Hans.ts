import type { LanguageFile } from '../language-file.ts';
import { zhHans } from '../zh-hans/lobby.ts';

/** Simplified Chinese. What the lobby does not need loads later. */
export const language: LanguageFile = {
  lobby: zhHans,
  advice: async () => (await import('../zh-hans/advice.ts')).adviceZhHans,
  call: async () => (await import('../zh-hans/call.ts')).zhHansCall,
};
