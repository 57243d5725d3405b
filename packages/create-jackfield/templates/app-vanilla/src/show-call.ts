import type { RtcSession } from '@jackfield/core';
import { joinCall, messageOf } from './join-call.ts';
import { toggle, type Toggled } from './toggle.ts';
import { createTile, type Tile } from './tile.ts';
import type { Who } from './who.ts';

/** The things that are shown, and their places. */
export interface CallView {
  readonly session: RtcSession;
  readonly who: Who;
  readonly root: Element;
}

const sources: readonly Toggled[] = ['microphone', 'camera', 'screen'];

/** Shows a call: a preview, the buttons, and a tile for each of the others. */
export function showCall({ session, who, root }: CallView): void {
  root.innerHTML = `
    <h1>A call</h1>
    <p role="status"></p>
    <video class="preview" aria-label="You"></video>
    <p>
      <button data-do="enter">Join</button>
      <button data-do="microphone">Microphone</button>
      <button data-do="camera">Camera</button>
      <button data-do="screen">Share the screen</button>
      <button data-do="resume" hidden>Turn the sound on</button>
    </p>
    <p role="alert"></p>
    <ul class="tiles"></ul>
    <p>Open this page in a second tab and join there, too: both are in one call.</p>`;
  const find = <Found extends Element>(selector: string): Found => {
    const found = root.querySelector<Found>(selector);
    if (!found) throw new Error(`There is no ${selector}.`);
    return found;
  };
  const button = (name: string): HTMLButtonElement => find(`[data-do=${name}]`);
  const tell = (text: string): void => {
    find('[role=alert]').textContent = text;
  };
  const onClick = (name: string, run: () => Promise<unknown>): void =>
    button(name).addEventListener('click', () => {
      tell('');
      run().catch((error: unknown) => tell(messageOf(error)));
    });
  const isIn = (): boolean => ['joined', 'reconnecting'].includes(session.state.status);

  session.camera.attach(find<HTMLVideoElement>('.preview'));
  onClick('enter', async () => {
    if (isIn()) await session.leave();
    else tell((await joinCall(session, who)).join(' '));
  });
  for (const source of sources) onClick(source, () => toggle(session, source));
  onClick('resume', () => session.playback.resume());

  const tiles = new Map<string, Tile>();
  session.subscribe(draw);
  draw();

  function draw(): void {
    find('[role=status]').textContent = session.state.status;
    button('enter').textContent = isIn() ? 'Leave' : 'Join';
    button('resume').hidden = !session.snapshot.playbackBlocked;
    for (const source of sources) {
      const { enabled, muted } = session[source].state;
      button(source).setAttribute('aria-pressed', String(enabled && !muted));
    }
    for (const id of session.participants.keys()) {
      const person = session.participant(id);
      if (!person) continue;
      const tile = tiles.get(id) ?? createTile(person);
      if (!tiles.has(id)) find('.tiles').append(tile.element);
      tiles.set(id, tile);
      tile.draw();
    }
    for (const [id, tile] of tiles) {
      if (session.participants.has(id)) continue;
      tiles.delete(id);
      tile.remove();
    }
  }
}
