import type { Messages } from './i18n/en/lobby.ts';
import { catalogue } from './i18n/language.svelte.ts';

/**
 * The texts of the lobby and those that are everywhere, in the language of the moment: a template that reads one reads it again
 * in another language. There once `catalogue.start` has resolved.
 */
export const messages: Messages = new Proxy({} as Messages, {
  get: (_, section) => Reflect.get(catalogue.texts ?? {}, section) as unknown,
});
