import { createSession, type RtcSession } from '@jackfield/core';
import { vendors, type VendorName } from './vendors.ts';

declare global {
  interface Window {
    plain: Plain;
  }
}

/** A page as an app has it: the browser's own devices, a session, an element for each person, and nothing that measures. */
class Plain {
  #session: RtcSession | undefined;
  readonly #views = new Map<string, HTMLVideoElement>();

  async join(vendor: VendorName, room: string, userId: string): Promise<void> {
    const session = createSession(vendors[vendor]);
    this.#session = session;
    session.on('participant-joined', ({ participant: { id, userId: who } }) => {
      const view = this.#views.get(who) ?? document.createElement('video');
      view.width = 160;
      document.body.append(view);
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

  isMuted(userId: string): boolean | undefined {
    const found = [...this.#must().participants.values()].find((each) => each.userId === userId);
    return found?.sources.microphone?.muted;
  }

  leave(): Promise<void> {
    return this.#must().leave();
  }

  #must(): RtcSession {
    if (!this.#session) throw new Error('There is no session.');
    return this.#session;
  }
}

window.plain = new Plain();
