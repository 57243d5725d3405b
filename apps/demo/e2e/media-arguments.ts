/** The tones of the tests come from Web Audio, which would otherwise wait for a click. */
export const mediaArguments: readonly string[] = ['--autoplay-policy=no-user-gesture-required'];
