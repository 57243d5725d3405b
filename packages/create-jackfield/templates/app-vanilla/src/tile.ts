import type { RemoteParticipant } from '@jackfield/core';

/** The tile of a person. */
export interface Tile {
  readonly element: HTMLElement;
  /** Draws what has changed. */
  draw(): void;
  /** Takes it away. */
  remove(): void;
}

/** Makes a tile with somebody's camera and, while they share, their screen. Pictures are asked for while they can be seen. */
export function createTile(person: RemoteParticipant): Tile {
  const element = document.createElement('li');
  const caption = document.createElement('p');
  const views = (['camera', 'screen'] as const).map((source) => {
    const view = document.createElement('video');
    view.dataset['user'] = person.info.userId;
    view.dataset['source'] = source;
    return { view, source, detach: person[source].attach(view) };
  });
  element.append(...views.map(({ view }) => view), caption);
  return {
    element,
    draw() {
      const { displayName, userId } = person.info;
      const muted = person.microphone.info?.muted ?? true;
      caption.textContent = `${displayName || userId}${muted ? ' (muted)' : ''}`;
      for (const { view, source } of views) if (source === 'screen') view.hidden = !person.screen.info;
    },
    remove() {
      for (const { detach } of views) detach();
      element.remove();
    },
  };
}
