/**
 * Makes a track the only one of a stream. It is added before the old ones go, so that elements show no gap. But one with the same id goes
 * first: Chromium adds no second one with an id that is there already (measured), and some vendors give every track of a source the same.
 */
export function syncTrack(stream: MediaStream, track: MediaStreamTrack | undefined): void {
  const old = stream.getTracks().filter((each) => each !== track);
  for (const each of old) if (each.id === track?.id) stream.removeTrack(each);
  if (track) stream.addTrack(track);
  for (const each of old) stream.removeTrack(each);
}
