/** Makes a track the only one of a stream. It is added before the old ones go, so that elements show no gap. */
export function syncTrack(stream: MediaStream, track: MediaStreamTrack | undefined): void {
  const before = stream.getTracks();
  if (track) stream.addTrack(track);
  for (const old of before) if (old !== track) stream.removeTrack(old);
}
