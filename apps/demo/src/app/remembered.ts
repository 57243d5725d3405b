const prefix = 'jackfield.';

/** What this browser remembers between visits. All of it is for convenience: a browser that refuses storage loses nothing else. */
export type RememberedKey =
  | 'name'
  | 'room'
  | 'microphone'
  | 'camera'
  | 'microphone-device'
  | 'camera-device'
  | 'speaker-device'
  | 'language'
  | 'theme'
  | 'push-to-talk'
  | 'single-keys'
  | 'door-sounds'
  | 'self-hidden'
  | 'audio-only'
  | 'camera-quality'
  | 'blur'
  | 'noise';

/** What was remembered, or undefined. */
export function recall(key: RememberedKey): string | undefined {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    // Storage is refused, for example in a sandboxed frame: there is nothing to remember.
    return undefined;
  }
}

/** Remembers something where the browser allows it. */
export function remember(key: RememberedKey, value: string): void {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // Storage is refused or full: the next visit begins with empty fields.
  }
}
