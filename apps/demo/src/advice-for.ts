import type { RtcErrorCode } from '@jackfield/core';
import type { FailedAction } from './app/failed-action.ts';
import type { Advice } from './i18n/advice.ts';
import { browserFamily } from './i18n/browser-family.ts';
import { catalogue } from './i18n/language.svelte.ts';
import { messages } from './messages.ts';

/** What failed: an RtcError, or what is known of one. */
interface Failure {
  readonly code: RtcErrorCode;
  readonly message: string;
}

/** What to tell about devices that are not to be had, all for the same reason; the error's own sentence where there are no texts. */
export function captureAdvice(
  { code, message }: Failure,
  devices: readonly string[],
  userAgent: string = navigator.userAgent,
): Advice {
  if (!catalogue.advice) return { title: devices.join(' · '), next: message };
  const { joinNames, capture, captureOther, permissionSteps } = catalogue.advice;
  const names = joinNames(devices);
  const steps = permissionSteps[browserFamily(userAgent)];
  return capture[code]?.({ names, several: devices.length > 1 }, steps) ?? captureOther(names);
}

/** What to tell about a join that failed; the error's own sentence where there is nothing better. */
export function joinAdvice({ code, message }: Failure): Advice {
  if (!catalogue.advice) return { title: message, next: '' };
  const { joining, joiningOther, joiningUnsupported } = catalogue.advice;
  if (code === 'unsupported') return { title: joiningUnsupported, next: message };
  return joining[code] ?? { title: joiningOther, next: message };
}

/** What to tell about something that was tried in vain: of a device by its own reason, where there are words for that. */
export function actionAdvice({ what, failure: { code, message } }: FailedAction): Advice {
  if (!catalogue.advice) return { title: message, next: '' };
  const { actions, capture } = catalogue.advice;
  const device = what === 'microphone' || what === 'camera' ? messages.devices[what] : undefined;
  if (device !== undefined && code !== undefined && capture[code] !== undefined)
    return captureAdvice({ code, message }, [device]);
  return actions[what];
}
