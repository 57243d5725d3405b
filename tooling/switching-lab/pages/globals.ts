/** Lists the globals that a script may change: names of properties whose value or getter is another one than before. */
export function globalsSince(): () => readonly string[] {
  const before = read();
  return () =>
    [...read()].flatMap(([name, value]) =>
      before.has(name) ? (Object.is(before.get(name), value) ? [] : [`${name} changed`]) : [`${name} added`],
    );
}

/** Where SDKs are known to put their hands. */
const places: Readonly<Record<string, object>> = {
  window,
  navigator,
  mediaDevices: navigator.mediaDevices,
  'Navigator.prototype': Navigator.prototype,
  'MediaDevices.prototype': MediaDevices.prototype,
  'RTCPeerConnection.prototype': RTCPeerConnection.prototype,
  'RTCRtpSender.prototype': RTCRtpSender.prototype,
  'RTCRtpReceiver.prototype': RTCRtpReceiver.prototype,
  'RTCDataChannel.prototype': RTCDataChannel.prototype,
  'MediaStream.prototype': MediaStream.prototype,
  'MediaStreamTrack.prototype': MediaStreamTrack.prototype,
  'HTMLMediaElement.prototype': HTMLMediaElement.prototype,
  'Array.prototype': Array.prototype,
  'Promise.prototype': Promise.prototype,
};

function read(): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [place, object] of Object.entries(places))
    for (const name of Reflect.ownKeys(object)) {
      const descriptor = Object.getOwnPropertyDescriptor(object, name);
      found.set(`${place}.${String(name)}`, descriptor?.get ?? (descriptor?.value as unknown));
    }
  // Handlers that stand on a prototype's accessor.
  found.set('mediaDevices.ondevicechange', navigator.mediaDevices.ondevicechange);
  return found;
}
