import { RtcError, type SupportReport } from '@jackfield/core/adapter';

/**
 * Whether calls are possible. Loads no vendor code.
 * Always `supported: false` while this adapter is a skeleton.
 */
export function checkSupport(): Promise<SupportReport> {
  const scope: Partial<typeof globalThis> = globalThis;
  const problems = [
    problem('unsupported', 'The LiveKit adapter is a skeleton: no call with the real SDK has tried it yet.'),
  ];
  if (!scope.RTCPeerConnection)
    problems.push(problem('not-supported', 'This browser has no WebRTC. Use a current browser.'));
  if (scope.isSecureContext === false) {
    problems.push(problem('insecure-context', 'Calls need a secure page. Serve it over https.'));
  }
  return Promise.resolve({ supported: false, problems });
}

function problem(code: 'unsupported' | 'not-supported' | 'insecure-context', message: string): RtcError {
  return new RtcError({ code, message, adapter: 'livekit' });
}
