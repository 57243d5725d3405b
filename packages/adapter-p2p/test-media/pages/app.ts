import { createSession, isRtcError, type RtcSession } from '@jackfield/core';
import { watchDevices, type DeviceList } from '@jackfield/core/devices';
import { p2p, webSocketSignalling } from '../../src/index.ts';

declare global {
  interface Window {
    app: App;
  }
}

/** The things that an app is told of somebody, and the state of their element. */
export interface Look {
  readonly sound: string | undefined;
  readonly picture: string | undefined;
  readonly blocked: boolean;
  readonly interrupted: boolean;
  readonly isPaused: boolean | undefined;
  readonly frames: number;
}

/** A page as an app has it: a session over the mesh, and an element for each person. */
class App {
  #session: RtcSession | undefined;
  readonly #views = new Map<string, HTMLVideoElement>();
  readonly #frames = new Map<string, number>();
  /** Tells the end of a share that the page began by itself, as it was loaded as `#share`. */
  readonly sharedUnasked: Promise<string> | undefined;

  constructor() {
    if (location.hash !== '#share') return;
    this.open('ws://127.0.0.1:1');
    this.sharedUnasked = this.refusal('share');
  }

  /** Makes the session. */
  open(url: string): void {
    const session = createSession(p2p({ signalling: webSocketSignalling({ url }) }));
    this.#session = session;
    session.on('participant-joined', ({ participant: { id, userId } }) => {
      const view = document.createElement('video');
      view.width = 160;
      view.height = 90;
      document.body.append(view);
      session.participant(id)?.camera.attach(view);
      this.#views.set(userId, view);
      // Firefox counts no frames of a stream in its own figures.
      const count = (): void => {
        this.#frames.set(userId, (this.#frames.get(userId) ?? 0) + 1);
        view.requestVideoFrameCallback(count);
      };
      view.requestVideoFrameCallback(count);
    });
  }

  /** The codes of what keeps this page from a call. */
  async problems(): Promise<readonly string[]> {
    const adapter = p2p({ signalling: webSocketSignalling({ url: 'ws://127.0.0.1:1' }) });
    return (await adapter.checkSupport()).problems.map(({ code }) => code);
  }

  join(room: string, userId: string): Promise<void> {
    return this.#must().join({ room, userId });
  }

  devices(): Promise<DeviceList> {
    return watchDevices().refresh();
  }

  /** Gives all that the app is told of somebody. */
  look(userId: string): Look {
    const { participants, playback } = this.#must();
    const found = [...participants.values()].find((each) => each.userId === userId);
    const view = this.#views.get(userId);
    return {
      sound: found?.sources.microphone?.render,
      picture: found?.sources.camera?.render,
      blocked: playback.blocked,
      interrupted: playback.interrupted,
      isPaused: view?.paused,
      frames: this.#frames.get(userId) ?? 0,
    };
  }

  /** Has a click do what only a person may. Gives what came of it once it was clicked. */
  onClick(what: 'resume'): void {
    const button = document.createElement('button');
    button.id = what;
    button.textContent = what;
    button.onclick = () => void this.#must().playback.resume();
    document.body.prepend(button);
  }

  /** The code with which something is refused, or `none`. */
  async refusal(what: 'share' | 'speaker' | 'camera'): Promise<string> {
    const { screen, playback, camera } = this.#must();
    const tries = {
      share: () => screen.enable(),
      speaker: () => playback.setSpeaker('no such loudspeaker'),
      camera: async () => {
        await camera.enable();
        await camera.setDevice('no such camera');
      },
    };
    try {
      await tries[what]();
      return 'none';
    } catch (error) {
      return isRtcError(error) ? error.code : String(error);
    }
  }

  pause(userId: string): void {
    this.#views.get(userId)?.pause();
  }

  resume(): Promise<void> {
    return this.#must().playback.resume();
  }

  /** Takes somebody's picture out of the page, and puts it into it again, or into a frame or another window. */
  takeOut(userId: string): void {
    this.#views.get(userId)?.remove();
  }

  putInto(userId: string, where: 'page' | 'frame' | 'window'): void {
    const view = this.#views.get(userId);
    if (!view) return;
    if (where === 'page') document.body.append(view);
    else if (where === 'window')
      window.open('', '', 'popup,width=300,height=200')?.document.body.append(view);
    else {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument?.body.append(view);
    }
  }

  leave(): Promise<void> {
    return this.#must().leave();
  }

  #must(): RtcSession {
    if (!this.#session) throw new Error('There is no session.');
    return this.#session;
  }
}

window.app = new App();
