import { openConnections } from './watched-connections.ts';
import { createSession, type RtcSession } from '@jackfield/core';
import { vendors, type VendorName } from './vendors.ts';

declare global {
  interface Window {
    plain: Plain;
    /** Of Chromium, and asks for a gesture. */
    readonly documentPictureInPicture?: { requestWindow(): Promise<Window> };
  }
}

/** A page as an app has it: the browser's own devices, a session, an element for each person, and nothing that measures. */
class Plain {
  #session: RtcSession | undefined;
  readonly #views = new Map<string, HTMLVideoElement>();
  #elsewhere: Window | undefined;

  async join(vendor: VendorName, room: string, userId: string): Promise<void> {
    const session = createSession(vendors[vendor]);
    this.#session = session;
    session.on('participant-joined', ({ participant: { id, userId: who } }) => {
      const view = this.#views.get(who) ?? document.createElement('video');
      view.width = 160;
      if (!view.isConnected) document.body.append(view);
      session.participant(id)?.camera.attach(view);
      this.#views.set(who, view);
    });
    await session.microphone.enable();
    await session.camera.enable();
    await session.join({ room, userId });
  }

  look(): { readonly state: string; readonly people: readonly string[]; readonly sends: readonly string[] } {
    const session = this.#must();
    const { state, participants, microphone, camera } = session;
    return {
      state: state.status,
      people: [...participants.values()].map(({ userId }) => userId),
      sends: [microphone, camera].map((each) => each.state.publication.status),
    };
  }

  mute(): Promise<void> {
    return this.#must().microphone.mute();
  }

  /** The number of frames of somebody that their element has shown. */
  frames(userId: string): number {
    return this.#views.get(userId)?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  }

  /** The sound of others that this page has played: a receiver counts only what is played. */
  async heard(): Promise<number> {
    let energy = 0;
    for (const connection of openConnections())
      (await connection.getStats()).forEach(({ type, kind, totalAudioEnergy }: Record<string, unknown>) => {
        if (type === 'inbound-rtp' && kind === 'audio') energy += Number(totalAudioEnergy ?? 0);
      });
    return energy;
  }

  isMuted(userId: string): boolean | undefined {
    return this.#find(userId)?.sources.microphone?.muted;
  }

  /** How somebody's picture is shown, as the app is told, and where. */
  shown(userId: string): { readonly render: string | undefined; readonly isHere: boolean } {
    const isHere = this.#views.get(userId)?.ownerDocument === document;
    return { render: this.#find(userId)?.sources.camera?.render, isHere };
  }

  /** Takes all pictures out of the page, and puts them into another window once they stand still. */
  async popOut(kind: 'popup' | 'floating'): Promise<void> {
    const views = [...this.#views.values()];
    const still = views.map(
      (view) =>
        new Promise((resolve) => {
          view.addEventListener('pause', resolve, { once: true });
        }),
    );
    for (const view of views) view.remove();
    await Promise.all(still);
    const opened =
      kind === 'popup'
        ? window.open('', '', 'popup,width=300,height=200')
        : await window.documentPictureInPicture?.requestWindow();
    if (!opened) throw new Error('This browser opens no other window.');
    this.#elsewhere = opened;
    opened.document.body.append(...views);
  }

  /** Closes the other window and has the pictures in the page again. */
  popIn(): void {
    this.#elsewhere?.close();
    document.body.append(...this.#views.values());
  }

  leave(): Promise<void> {
    return this.#must().leave();
  }

  #find(userId: string) {
    return [...this.#must().participants.values()].find((each) => each.userId === userId);
  }

  #must(): RtcSession {
    if (!this.#session) throw new Error('There is no session.');
    return this.#session;
  }
}

window.plain = new Plain();
