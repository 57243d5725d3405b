import { content, wakeAudio } from './known-media.ts';
import { Ear, Eye } from '@jackfield/contract/browser';
import type { RtcSession } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';

declare global {
  interface Window {
    sample: Sample;
  }
}

/** An app's call, as a document has it. */
export type SampleCall = (
  vendor: () => RtcAdapter,
  who: { readonly room: string; readonly userId: string },
) => Promise<RtcSession>;

/** A page with the app of the documents in it, and what looks at it. */
export class Sample {
  readonly #call: SampleCall;
  readonly #vendor: () => RtcAdapter;
  readonly #eyes = new WeakMap<MediaStreamTrack, Eye>();
  readonly #ears = new WeakMap<MediaStreamTrack, Ear>();
  #session: RtcSession | undefined;

  constructor(call: SampleCall, vendor: () => RtcAdapter) {
    this.#call = call;
    this.#vendor = vendor;
  }

  /** Calls, with a picture and a tone that are told from others'. */
  async call({
    hue,
    tone,
    ...who
  }: {
    readonly room: string;
    readonly userId: string;
    readonly hue: number;
    readonly tone: number;
  }): Promise<void> {
    Object.assign(content, { hue, tone });
    await wakeAudio();
    this.#session = await this.#call(this.#vendor, who);
    this.#session.on('source-published', ({ participant, source }) => {
      if (source === 'camera') this.#show(participant.id);
    });
    for (const id of this.#session.participants.keys()) this.#show(id);
  }

  vendor(): string {
    return this.#vendor().name;
  }

  hear(userId: string): { level: number; tone: number } {
    const [track] = this.#of(userId)?.microphone.mediaStream.getAudioTracks() ?? [];
    if (!track) return { level: 0, tone: 0 };
    const ear = this.#ears.get(track) ?? new Ear(track);
    this.#ears.set(track, ear);
    return ear.hear();
  }

  see(userId: string): number | undefined {
    const [track] = this.#of(userId)?.camera.mediaStream.getVideoTracks() ?? [];
    if (!track) return undefined;
    const eye = this.#eyes.get(track) ?? new Eye(track);
    this.#eyes.set(track, eye);
    return eye.hue();
  }

  async leave(): Promise<void> {
    await this.#session?.leave();
  }

  #show(id: string): void {
    const view = document.createElement('video');
    view.width = 160;
    view.height = 90;
    document.body.append(view);
    this.#session?.participant(id)?.camera.attach(view);
  }

  #of(userId: string) {
    const found = [...(this.#session?.participants.values() ?? [])].find((each) => each.userId === userId);
    return found && this.#session?.participant(found.id);
  }
}
