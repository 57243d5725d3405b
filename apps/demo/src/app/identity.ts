import { randomText } from './room-name.ts';

const key = 'jackfield.identity';

/**
 * Who this tab is. A reload is the same person, so that no ghost stays behind; a new tab is another one, so that they do not
 * throw each other out; a tab that was duplicated is the same person in two places, and the provider decides who stays.
 */
export function identityOfTab(): string {
  const made = `web-${randomText(12)}`;
  try {
    const known = sessionStorage.getItem(key) ?? made;
    sessionStorage.setItem(key, known);
    return known;
  } catch {
    // Storage is refused: a reload is somebody else then.
    return made;
  }
}
