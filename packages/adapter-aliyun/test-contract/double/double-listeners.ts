import type { AliRtcEngineEvents } from '../../src/index.ts';

type Listeners = {
  [Name in keyof AliRtcEngineEvents]?: ((payload: AliRtcEngineEvents[Name]) => void) | undefined;
};

/** The listeners of an engine: one for each event, and the last one counts. */
export class DoubleListeners {
  readonly #listeners: Listeners = {};

  on<Name extends keyof AliRtcEngineEvents>(
    name: Name,
    listener: (payload: AliRtcEngineEvents[Name]) => void,
  ): void {
    Object.assign(this.#listeners, { [name]: listener });
  }

  off<Name extends keyof AliRtcEngineEvents>(
    name: Name,
    listener: (payload: AliRtcEngineEvents[Name]) => void,
  ): void {
    if (this.#listeners[name] === listener) Reflect.deleteProperty(this.#listeners, name);
  }

  fire<Name extends keyof AliRtcEngineEvents>(name: Name, payload: AliRtcEngineEvents[Name]): void {
    this.#listeners[name]?.(payload);
  }
}
