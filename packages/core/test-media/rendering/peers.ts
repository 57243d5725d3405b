import { onTestFinished } from 'vitest';

/** What arrives of tracks that were sent. */
export interface Arrived {
  /** In the order in which they were sent. */
  readonly tracks: readonly MediaStreamTrack[];
  readonly far: RTCPeerConnection;
}

/** Sends tracks over a real peer connection on this machine. */
export async function connect(tracks: readonly MediaStreamTrack[]): Promise<Arrived> {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  onTestFinished(() => {
    near.close();
    far.close();
  });
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.addEventListener('icecandidate', ({ candidate }) => void to.addIceCandidate(candidate ?? undefined));
  }
  const senders = tracks.map((track) => near.addTransceiver(track, { direction: 'sendonly' }));
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription ?? { type: 'offer' });
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription ?? { type: 'answer' });
  const received = senders.map(({ mid }) => {
    const transceiver = far.getTransceivers().find((each) => each.mid === mid);
    if (!transceiver) throw new Error(`No transceiver arrived for ${String(mid)}.`);
    return transceiver.receiver.track;
  });
  return { tracks: received, far };
}

/**
 * `connect` for a page that captures meanwhile: without that permission it gathers no candidates, and may neither make nor
 * play sound. Tracks are made after it.
 */
export async function receive(makeTracks: () => readonly MediaStreamTrack[]): Promise<Arrived> {
  const consent = await navigator.mediaDevices.getUserMedia({ audio: true });
  onTestFinished(() => {
    for (const track of consent.getTracks()) track.stop();
  });
  return connect(makeTracks());
}

/** A picture of one colour that never stands still. */
export function colourTrack(colour: string): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 160, height: 90 });
  const context = canvas.getContext('2d');
  let count = 0;
  const paint = (): void => {
    if (!context) return;
    context.fillStyle = colour;
    context.fillRect(0, 0, 160, 90);
    count += 1;
    context.fillStyle = 'white';
    context.fillRect(count % 160, 0, 2, 2);
  };
  const timer = setInterval(paint, 33);
  const [track] = canvas.captureStream(30).getVideoTracks();
  if (!track) throw new Error('The canvas gave no track.');
  onTestFinished(() => {
    clearInterval(timer);
    track.stop();
  });
  return track;
}

/** A tone, in hertz. */
export function toneTrack(hertz: number): MediaStreamTrack {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  const destination = context.createMediaStreamDestination();
  oscillator.connect(destination);
  oscillator.start();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('The audio context gave no track.');
  onTestFinished(async () => {
    track.stop();
    await context.close();
  });
  return track;
}
