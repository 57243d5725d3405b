const context = new AudioContext();

/** Lets this page's sounds begin. */
export function wakeSound(): Promise<void> {
  return context.resume();
}

/** A sound as a microphone or a film has it: a tone, or with a second one another in the right ear. */
export function makeSound(left: number, right: number = left): MediaStreamTrack {
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: 2 });
  const both = new ChannelMergerNode(context, { numberOfInputs: 2 });
  for (const [channel, frequency] of [left, right].entries()) {
    const oscillator = new OscillatorNode(context, { frequency });
    oscillator.connect(new GainNode(context, { gain: 0.3 })).connect(both, 0, channel);
    oscillator.start();
  }
  both.connect(out);
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new TypeError('The browser gave no sound.');
  return track;
}
