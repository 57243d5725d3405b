import type { EndReason, RtcErrorCode } from '@jackfield/core';
import type { Advice } from './i18n/advice.ts';
import { browserFamily } from './i18n/browser-family.ts';
import type { Messages } from './i18n/en.ts';
import { catalogue } from './i18n/language.svelte.ts';

/** Every text of the app, in the language of the moment: a template that reads one reads it again in another language. */
export const messages: Messages = new Proxy(catalogue.texts, {
  get: (_first, section) => Reflect.get(catalogue.texts, section) as unknown,
});

/** Why a call ended, and what to do next. */
export function endAdvice(reason: EndReason): Advice {
  return messages.ended.reasons[reason];
}

/** What to tell about devices that are not to be had, all for the same reason. */
export function captureAdvice(
  code: RtcErrorCode,
  devices: readonly string[],
  userAgent: string = navigator.userAgent,
): Advice {
  const { joinNames, capture, captureOther, permissionSteps } = messages.advice;
  const names = joinNames(devices);
  const steps = permissionSteps[browserFamily(userAgent)];
  return capture[code]?.({ names, several: devices.length > 1 }, steps) ?? captureOther(names);
}

/** What to tell about a join that failed; the error's own sentence where there is nothing better. */
export function joinAdvice(error: { readonly code: RtcErrorCode; readonly message: string }): Advice {
  const { joining, joiningOther, joiningUnsupported } = messages.advice;
  if (error.code === 'unsupported') return { title: joiningUnsupported, next: error.message };
  return joining[error.code] ?? { title: joiningOther, next: error.message };
}
