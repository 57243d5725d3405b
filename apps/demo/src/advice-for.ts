import type { RtcErrorCode } from '@jackfield/core';
import type { FailedAction } from './app/failed-action.ts';
import { missingSettingsOf } from './app/missing-settings.ts';
import type { Advice } from './i18n/advice.ts';
import { browserFamily } from './i18n/browser-family.ts';
import { catalogue } from './i18n/language.svelte.ts';
import { messages } from './messages.ts';

/** A failure: an RtcError, or its code. Its own sentence is for developers, and in English: nobody is shown it. */
interface Failure {
  readonly code: RtcErrorCode;
}

/** Says what can be said while there are no texts for failures: they come over the network as well. */
const plain = (code: RtcErrorCode = 'unknown'): Advice => ({ title: messages.failed(code), next: '' });

/** Gives the words for devices that are not to be had. */
export function captureAdvice(
  { code }: Failure,
  devices: readonly string[],
  userAgent: string = navigator.userAgent,
): Advice {
  if (!catalogue.advice) return { title: devices.join(' · '), next: messages.failed(code) };
  const { joinNames, capture, captureOther, permissionSteps } = catalogue.advice;
  const names = joinNames(devices);
  const steps = permissionSteps[browserFamily(userAgent)];
  return capture[code]?.({ names, several: devices.length > 1 }, steps) ?? captureOther(names);
}

/** Gives the words for a join that failed. */
export function joinAdvice(failure: Failure): Advice {
  const { code } = failure;
  if (!catalogue.advice) return plain(code);
  const { joining, joiningOther, joiningUnsupported, joiningUnsupportedNext, notSetUp } = catalogue.advice;
  if (code === 'unsupported') {
    const names = missingSettingsOf(failure).join(', ');
    return { title: joiningUnsupported, next: names === '' ? joiningUnsupportedNext : notSetUp(names) };
  }
  return joining[code] ?? { title: joiningOther, next: messages.failed(code) };
}

/** Gives the words for something that was tried in vain: of a device by its own reason, where there are words for that. */
export function actionAdvice({ what, failure: { code } }: FailedAction): Advice {
  if (!catalogue.advice) return plain(code);
  const { actions, capture } = catalogue.advice;
  const device = what === 'microphone' || what === 'camera' ? messages.devices[what] : undefined;
  if (device !== undefined && code !== undefined && capture[code] !== undefined)
    return captureAdvice({ code }, [device]);
  return actions[what];
}
