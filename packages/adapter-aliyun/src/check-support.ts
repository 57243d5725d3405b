import { RtcError, type SupportReport } from '@jackfield/core/adapter';

/**
 * Whether calls are possible. The SDK's own `isSupport` opens the microphone and the camera, so it is never asked.
 */
export function checkSupport(): Promise<SupportReport> {
  const scope: Partial<typeof globalThis> = globalThis;
  const problems: RtcError[] = [];
  if (!scope.RTCPeerConnection)
    problems.push(problem('not-supported', 'This browser has no WebRTC. Use a current browser.'));
  if (scope.isSecureContext === false) {
    problems.push(problem('insecure-context', 'Calls need a secure page. Serve it over https.'));
  }
  return Promise.resolve({ supported: problems.length === 0, problems });
}

function problem(code: 'not-supported' | 'insecure-context', message: string): RtcError {
  return new RtcError({ code, message, adapter: 'aliyun' });
}
