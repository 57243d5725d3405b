import type { CallParts } from '../use-call.ts';
import { toggleFullScreen } from './toggle-full-screen.ts';

/** Keys of a keyboard, by where they are, and what they do. */
function actionsOf({ app, ui, chat, fullScreen }: CallParts): Readonly<Record<string, () => void>> {
  const { view } = app;
  const canWrite = view.can('send-message');
  return {
    // With push to talk nothing else opens the microphone.
    m: () =>
      void (ui.pushToTalk
        ? app.attempt('microphone', () => view.session.microphone.mute())
        : app.toggle('microphone')),
    v: () => void app.toggle('camera'),
    p: () => {
      ui.togglePanel('people');
    },
    g: () => {
      ui.toggleView();
    },
    ...(fullScreen.possible && { f: () => void toggleFullScreen({ app, fullScreen }) }),
    '[': () => {
      ui.page = Math.max(0, ui.page - 1);
    },
    ']': () => {
      ui.page += 1;
    },
    '?': () => {
      ui.dialog = 'shortcuts';
    },
    ...(canWrite && {
      c: () => {
        ui.togglePanel('chat');
      },
      h: () => void app.attempt('hand', () => chat.toggleHand()),
    }),
  };
}

/** Listens to the keyboard while a call is shown. Returns the undo. */
export function listenForShortcuts(parts: CallParts): () => void {
  const { talk, ui } = parts;
  const ended = new AbortController();
  const on = (target: EventTarget, names: readonly string[], run: (event: Event) => void): void => {
    for (const name of names) target.addEventListener(name, run, { signal: ended.signal });
  };
  const isSpace = (event: Event): event is KeyboardEvent =>
    event instanceof KeyboardEvent && event.key === ' ';
  on(window, ['keydown'], (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || ui.dialog || isTyping(event.target)) return;
    if (isSpace(event) && ui.pushToTalk) {
      // Whatever has the focus: nobody who has just clicked a button knows that it has it.
      event.preventDefault();
      talk.hold();
      return;
    }
    const action = ui.singleKeys && !event.repeat ? actionsOf(parts)[event.key.toLowerCase()] : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  });
  on(window, ['keyup'], (event) => {
    if (!isSpace(event) || !talk.held) return;
    // A button with the focus would be pressed by letting the key go.
    event.preventDefault();
    talk.release();
  });
  // What is let go where this page cannot see it counts as let go.
  on(window, ['blur', 'pagehide'], () => {
    talk.release();
  });
  on(document, ['visibilitychange'], () => {
    if (document.hidden) talk.release();
  });
  return () => {
    ended.abort();
    talk.release();
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
