/** Whether this browser lets a script see encoded frames. */
export function canEncrypt(): boolean {
  const scope: { RTCRtpScriptTransform?: unknown; RTCRtpSender?: { prototype: object } } = globalThis;
  return (
    scope.RTCRtpScriptTransform !== undefined ||
    (scope.RTCRtpSender !== undefined && 'createEncodedStreams' in scope.RTCRtpSender.prototype)
  );
}
