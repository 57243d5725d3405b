/** What each own source shows or sings in tests, so that every one can be told from every other. Degrees, hertz. */
export const contentOf = {
  camera: { hue: 120 },
  screen: { hue: 240 },
  microphone: { tone: 440 },
  'screen-audio': { tone: 1_320 },
} as const;
