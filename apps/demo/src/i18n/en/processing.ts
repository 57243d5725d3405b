/** The texts of blur and noise removal, in English. */
export const enProcessing = {
  title: 'Before it is sent',
  labels: { blur: 'Blur my background', noise: 'Remove noise' },
  hints: {
    blur: 'On this device: nothing else gets the picture.',
    noise: 'Keeps voices, and takes away fans, keys and the street.',
  },
  starting: 'Loading…',
  costs: {
    blur: (milliseconds: number): string => `Takes ${milliseconds.toFixed(0)} ms for each picture.`,
    noise: (milliseconds: number): string => `Takes ${milliseconds.toFixed(1)} ms for 10 ms of sound.`,
  },
  slow: {
    blur: 'The blur was switched off: this machine cannot keep up',
    noise: 'Noise removal was switched off: this machine cannot keep up',
  },
  slowNext: {
    blur: 'Your camera is off, so that nobody sees the room unasked. Turn it on to be seen without the blur.',
    noise: 'You are heard as the microphone hears you.',
  },
  failed: { blur: 'The blur does not work', noise: 'Noise removal does not work' },
  failedWith: 'Nothing is sent without it. Switch it off in the settings, or try again.',
  failedWithout: 'What you send goes on without it. Check your network, then try again.',
};
