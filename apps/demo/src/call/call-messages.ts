import type { EndReason } from '@jackfield/core';
import type { Advice } from '../i18n/advice.ts';
import type { CallMessages } from '../i18n/en/call.ts';
import { catalogue } from '../i18n/language.svelte.ts';

/** The texts of the call and of its end, in the language of the moment; there once `catalogue.loadCall` has resolved. */
export const callMessages: CallMessages = new Proxy({} as CallMessages, {
  get: (_, section) => Reflect.get(catalogue.callTexts ?? {}, section) as unknown,
});

/** Why a call ended, and what to do next. */
export function endAdvice(reason: EndReason): Advice {
  return callMessages.ended.reasons[reason];
}
