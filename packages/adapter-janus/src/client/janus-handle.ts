import { fieldsOf, type Fields } from './fields.ts';

/** Takes what the server says to a handle without having been asked. */
export type HandleListener = (message: Fields) => void;

/** What a plugin answered. */
export interface JanusAnswer {
  readonly data: Fields;
  /** The other side's description, where one came along. */
  readonly jsep: RTCSessionDescriptionInit | undefined;
}

/** The way of a handle to the server. */
export interface HandleWay {
  request(
    message: Fields,
    how: { readonly ends?: 'ack' | 'answer'; readonly signal?: AbortSignal | undefined },
  ): Promise<Fields>;
  /** Whether what is asked now is sent at all. */
  isOpen(): boolean;
  /** Says something that nobody waits for. */
  tell(message: Fields): void;
  forget(): void;
}

/** One attachment to a plugin, with at most one peer connection. */
export class JanusHandle {
  readonly #id: number;
  readonly #way: HandleWay;

  constructor(id: number, way: HandleWay) {
    this.#id = id;
    this.#way = way;
  }

  /** Whether what is asked now is sent; where it is not, it is refused at once and the server knows nothing of it. */
  get isOpen(): boolean {
    return this.#way.isOpen();
  }

  /** Asks the plugin. Rejects with its refusal. */
  async ask(
    body: Fields,
    how: {
      readonly jsep?: RTCSessionDescriptionInit | null | undefined;
      readonly signal?: AbortSignal | undefined;
    } = {},
  ): Promise<JanusAnswer> {
    const { jsep, signal } = how;
    const message = { janus: 'message', handle_id: this.#id, body, ...(jsep ? { jsep } : {}) };
    return answerIn(await this.#way.request(message, { signal }));
  }

  /** Sends a candidate of this side; null when there are no more. */
  trickle(candidate: RTCIceCandidate | null): void {
    this.#way.tell({
      janus: 'trickle',
      handle_id: this.#id,
      candidate: candidate?.toJSON() ?? { completed: true },
    });
  }

  /** Ends it; nothing of it is told any more. */
  detach(): void {
    this.#way.forget();
    this.#way.tell({ janus: 'detach', handle_id: this.#id });
  }
}

/** Reads what a plugin said, asked or not. */
export function answerIn(message: Fields): JanusAnswer {
  const { type, sdp } = fieldsOf(message['jsep']) ?? {};
  const described = (type === 'offer' || type === 'answer') && typeof sdp === 'string';
  return {
    data: fieldsOf(fieldsOf(message['plugindata'])?.['data']) ?? {},
    jsep: described ? { type, sdp } : undefined,
  };
}
