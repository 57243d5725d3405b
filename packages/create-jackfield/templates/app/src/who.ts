/** The identity and the room of a tab. */
export interface Who {
  readonly room: string;
  /** Another one in each tab: the same user cannot be in a call twice. */
  readonly userId: string;
}

/** Reads it from the address, `?room=…&user=…`; a guest in `studio` where nothing is said. */
export function readWho(search: string, random: () => number = Math.random): Who {
  const asked = new URLSearchParams(search);
  return {
    room: asked.get('room') || 'studio',
    userId: asked.get('user') || `guest-${random().toString(36).slice(2, 8).padEnd(6, '0')}`,
  };
}
