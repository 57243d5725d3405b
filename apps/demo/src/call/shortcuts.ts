import type { AppInCall } from './app-in-call.ts';

/** Keys of a keyboard, by where they are, and what they do. */
function actionsOf(app: AppInCall): Readonly<Record<string, () => void>> {
  const { ui, chat, view } = app;
  const canWrite = view.can('send-message');
  return {
    m: () => void app.toggle('microphone'),
    v: () => void app.toggle('camera'),
    p: () => {
      ui.togglePanel('people');
    },
    g: () => {
      ui.toggleView();
    },
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
export function listenForShortcuts(app: AppInCall): () => void {
  const { microphone } = app.view.session;
  let talking = false;
  const stopTalking = (): void => {
    if (!talking) return;
    talking = false;
    void app.attempt('microphone', () => microphone.mute());
  };
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || app.ui.dialog || isTyping(event.target)) return;
    if (event.key === ' ' && app.ui.pushToTalk && !isPressable(event.target)) {
      event.preventDefault();
      if (event.repeat) return;
      talking = true;
      void app.attempt('microphone', async () => {
        await microphone.enable();
        // Let go meanwhile: stays silent.
        if (talking) await microphone.unmute();
      });
      return;
    }
    const action = app.ui.singleKeys && !event.repeat ? actionsOf(app)[event.key.toLowerCase()] : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  };
  const onKeyup = (event: KeyboardEvent): void => {
    if (event.key === ' ') stopTalking();
  };
  addEventListener('keydown', onKeydown);
  addEventListener('keyup', onKeyup);
  addEventListener('blur', stopTalking);
  return () => {
    removeEventListener('keydown', onKeydown);
    removeEventListener('keyup', onKeyup);
    removeEventListener('blur', stopTalking);
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary') !== null;
}
