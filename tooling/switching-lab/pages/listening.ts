/** The sound that can be heard in a page: what the elements play that core has made. */
export interface Listening {
  /** An element that core made. */
  adopt(element: HTMLAudioElement): void;
  /** Begins to note silence and copies. */
  begin(): void;
  /** Ends that. Gives the longest silence in milliseconds, and the most copies that were heard at a time. */
  end(): { readonly silenceMs: number; readonly copies: number };
}

/** The loudness above which something is heard. */
const threshold = 0.01;
/** The time between two looks: about as much sound as an analyser of 256 samples holds. */
const lookMs = 5;

/** Listens to a page whose sound should never stop. */
export function createListening(context: AudioContext): Listening {
  const elements = new Set<HTMLAudioElement>();
  const ears = new Map<MediaStreamTrack, AnalyserNode>();
  const samples = new Float32Array(256);
  let handle: number | undefined;
  let heardAt = 0;
  let silenceMs = 0;
  let copies = 0;

  function earOf(track: MediaStreamTrack): AnalyserNode {
    const known = ears.get(track);
    if (known) return known;
    const ear = new AnalyserNode(context, { fftSize: 256 });
    context.createMediaStreamSource(new MediaStream([track])).connect(ear);
    ears.set(track, ear);
    return ear;
  }
  function isHeard(element: HTMLAudioElement): boolean {
    if (element.muted || element.paused || element.volume === 0) return false;
    const stream = element.srcObject instanceof MediaStream ? element.srcObject : undefined;
    return (
      stream?.getAudioTracks().some((track) => {
        earOf(track).getFloatTimeDomainData(samples);
        return Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length) > threshold;
      }) ?? false
    );
  }
  function look(): void {
    // An ear takes a moment to begin: each track has one before it is heard.
    for (const { srcObject } of elements)
      if (srcObject instanceof MediaStream) srcObject.getAudioTracks().forEach(earOf);
    const heard = [...elements].filter(isHeard).length;
    const now = performance.now();
    copies = Math.max(copies, heard);
    if (heard > 0) heardAt = now;
    else silenceMs = Math.max(silenceMs, now - heardAt);
  }
  return {
    adopt(element) {
      elements.add(element);
    },
    begin() {
      heardAt = performance.now();
      silenceMs = copies = 0;
      handle = window.setInterval(look, lookMs);
    },
    end() {
      window.clearInterval(handle);
      return { silenceMs, copies };
    },
  };
}
