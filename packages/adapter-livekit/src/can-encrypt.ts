/** Tells whether this browser lets a script see encoded frames. */
export function canEncrypt(): boolean {
  const scope: { RTCRtpScriptTransform?: unknown; RTCRtpSender?: { prototype: object } } = globalThis;
  return (
    scope.RTCRtpScriptTransform !== undefined ||
    (scope.RTCRtpSender !== undefined && 'createEncodedStreams' in scope.RTCRtpSender.prototype)
  );
}

/** What to do where it does not. */
export const cannotEncrypt = 'This browser cannot encrypt between participants. Use a current browser.';
