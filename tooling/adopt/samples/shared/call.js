import { createSession, isRtcError } from '@jackfield/core';
import { adapterFor } from './adapter-for.js';

const asked = new URLSearchParams(location.search);
const status = document.body.appendChild(document.createElement('p'));
status.setAttribute('role', 'status');

/** Shows somebody's camera for as long as they are there. */
function show(person) {
  const view = document.body.appendChild(document.createElement('video'));
  view.dataset.user = person.info.userId;
  const detach = person.camera.attach(view);
  return () => {
    detach();
    view.remove();
  };
}

async function call() {
  const session = createSession(await adapterFor(asked.get('provider')));
  const shown = new Map();
  session.subscribe(() => {
    status.textContent = session.state.status;
    for (const id of session.participants.keys())
      if (!shown.has(id)) shown.set(id, show(session.participant(id)));
    for (const [id, remove] of shown)
      if (!session.participants.has(id)) {
        shown.delete(id);
        remove();
      }
  });
  await Promise.all([session.camera.enable(), session.microphone.enable()]);
  await session.join({ room: 'studio', userId: asked.get('user') ?? 'ann' });
}

call().catch((error) => {
  const alert = document.body.appendChild(document.createElement('p'));
  alert.setAttribute('role', 'alert');
  alert.textContent = isRtcError(error) ? `${error.code}: ${error.message}` : String(error);
});
