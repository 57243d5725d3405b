import type { SupportReport } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';

/**
 * Looks whether calls are possible on this page: WebRTC and a secure page, and what else an adapter needs. Opens no device and
 * loads nothing.
 *
 * @param missing - says what else is missing, one sentence each. Not asked on an insecure page, where much is missing only for
 * that reason.
 */
export function checkSupport({
  adapter,
  missing,
}: {
  readonly adapter: string;
  readonly missing?: (() => readonly string[]) | undefined;
}): SupportReport {
  const scope: Partial<typeof globalThis> = globalThis;
  const lacking = scope.RTCPeerConnection ? [] : ['This browser has no WebRTC. Use a current browser.'];
  const insecure = scope.isSecureContext === false;
  if (!insecure) lacking.push(...(missing?.() ?? []));
  const problems = lacking.map((message) => new RtcError({ code: 'not-supported', message, adapter }));
  if (insecure) {
    const message = 'Calls need a secure page. Serve it over https.';
    problems.push(new RtcError({ code: 'insecure-context', message, adapter }));
  }
  return { supported: problems.length === 0, problems };
}
