import { RtcError, type SupportReport } from '@jackfield/core/adapter';
import { canEncrypt } from './can-encrypt.ts';

/** Whether calls are possible. Loads no vendor code. */
export function checkSupport({ encrypts }: { readonly encrypts: boolean }): Promise<SupportReport> {
  const scope: Partial<typeof globalThis> = globalThis;
  const problems: RtcError[] = [];
  if (!scope.RTCPeerConnection)
    problems.push(problem('not-supported', 'This browser has no WebRTC. Use a current browser.'));
  else if (encrypts && !canEncrypt()) {
    const message = 'This browser cannot encrypt between participants. Use a current browser.';
    problems.push(problem('not-supported', message));
  }
  if (scope.isSecureContext === false) {
    problems.push(problem('insecure-context', 'Calls need a secure page. Serve it over https.'));
  }
  return Promise.resolve({ supported: problems.length === 0, problems });
}

function problem(code: 'not-supported' | 'insecure-context', message: string): RtcError {
  return new RtcError({ code, message, adapter: 'livekit' });
}
