import { trtc, type TrtcCredential, type TrtcInstance } from '@jackfield/adapter-trtc';
import { createSession, isRtcError, type RtcSession } from '@jackfield/core';
import { getStats, watchQuality } from '@jackfield/core/stats';

declare global {
  interface Window {
    caller: CallerMethods;
  }
}

/** How a call of the app face went. */
export interface Outcome {
  readonly code: string;
  readonly vendorCode: string | number | undefined;
  readonly message: string;
  readonly ms: number;
}

/** One session over the adapter, in the page of one person. */
class Caller {
  #session: RtcSession<TrtcInstance> | undefined;
  readonly #messages: string[] = [];

  /** Joins with a credential of the test's making, and publishes camera and microphone. */
  async join(
    credential: TrtcCredential,
    who: { room: string; userId: string; publish: boolean },
  ): Promise<Outcome> {
    const session = createSession(trtc({ credential: () => Promise.resolve(credential) }));
    this.#session = session;
    session.on('message-received', ({ text }) => this.#messages.push(text));
    session.on('source-published', ({ participant, source }) => {
      if (source !== 'camera') return;
      const video = document.createElement('video');
      document.body.append(video);
      session.participant(participant.id)?.camera.attach(video);
    });
    if (who.publish) {
      await session.microphone.enable();
      await session.camera.enable();
    }
    const { room, userId } = who;
    return outcomeOf(session.join({ room, userId }));
  }

  state(): string {
    const state = this.#session?.state;
    return state?.status === 'ended' ? `ended ${state.reason}` : (state?.status ?? 'none');
  }

  published(): boolean {
    const session = this.#must();
    return [session.camera, session.microphone].every(
      ({ state }) => state.publication.status === 'published',
    );
  }

  /** What others publish, one line each. */
  people(): readonly string[] {
    return [...this.#must().participants.values()].map(({ userId, sources }) =>
      [
        userId,
        ...Object.values(sources).map(({ source, muted }) => `${source}${muted ? ' muted' : ''}`),
      ].join(' '),
    );
  }

  mute(): Promise<Outcome> {
    return outcomeOf(this.#must().microphone.mute());
  }

  send(text: string): Promise<Outcome> {
    return outcomeOf(this.#must().sendMessage({ topic: 'live', text }));
  }

  messages(): readonly string[] {
    return this.#messages;
  }

  /** Bytes by direction and source. */
  async traffic(): Promise<Readonly<Record<string, number>>> {
    const { media } = await getStats(this.#must());
    return Object.fromEntries(
      media.map(({ direction, source, bytes }) => [`${direction} ${String(source)}`, bytes]),
    );
  }

  /** The next word of the vendor's on the own connection that says anything. */
  quality(): Promise<string> {
    return new Promise((resolve) => {
      const stop = watchQuality(this.#must(), ([local]) => {
        if (!local || local.uplink === 'unknown') return;
        stop();
        resolve(`uplink ${local.uplink}, downlink ${local.downlink}`);
      });
    });
  }

  leave(): Promise<Outcome> {
    return outcomeOf(this.#must().leave());
  }

  #must(): RtcSession<TrtcInstance> {
    if (!this.#session) throw new Error('Nobody has joined yet.');
    return this.#session;
  }
}

/** What the programme calls. */
export type CallerMethods = Pick<Caller, Exclude<keyof Caller, symbol>>;

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  const began = performance.now();
  const ms = (): number => Math.round(performance.now() - began);
  try {
    await work;
    return { code: 'ok', vendorCode: undefined, message: '', ms: ms() };
  } catch (error) {
    if (!isRtcError(error))
      return { code: 'unknown', vendorCode: undefined, message: String(error), ms: ms() };
    const { code, vendorCode, message } = error;
    return { code, vendorCode, message, ms: ms() };
  }
}

window.caller = new Caller();
