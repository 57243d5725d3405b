import type { LocalMicrophone } from '@jackfield/core';
import type { CallHost } from '../../app/call-host.ts';

/** A microphone that is open only while something is held down: a key, a finger, the button of a mouse. */
export class PushToTalk {
  /** Whether it is held down. */
  held: boolean = $state(false);
  readonly #microphone: LocalMicrophone;
  readonly #attempt: CallHost['attempt'];

  /** Uses the microphone of a session; what fails is shown by `attempt`. */
  constructor(setup: { readonly microphone: LocalMicrophone; readonly attempt: CallHost['attempt'] }) {
    this.#microphone = setup.microphone;
    this.#attempt = setup.attempt;
  }

  /** Opens the microphone until `release`. A device that has to be opened first stays silent if it is let go meanwhile. */
  hold(): void {
    if (this.held) return;
    this.held = true;
    const microphone = this.#microphone;
    void this.#attempt('microphone', async () => {
      if (!microphone.state.enabled || microphone.state.capture.status === 'failed') {
        await microphone.mute();
        await microphone.enable();
      }
      if (this.held) await microphone.unmute();
    });
  }

  /** Silences the microphone. Does nothing where nothing is held. */
  release(): void {
    if (!this.held) return;
    this.held = false;
    void this.#attempt('microphone', () => this.#microphone.mute());
  }
}
