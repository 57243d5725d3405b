import type { Clock, OutgoingMessage, SourceKind } from '@jackfield/core/adapter';
import type { Waits } from '@jackfield/core/adapter-kit';
import { errors } from '../errors.ts';
import { budgetMs, MessageBudget } from './message-budget.ts';
import { onceATurn } from './once-a-turn.ts';
import type { TrtcInstance } from '../port.ts';
import { encodeMuted, encodeText, muteChannel, textChannel } from './wire-messages.ts';

/** The least time between two introductions, milliseconds. */
const introduceMs = 250;

/** What a leg depends on to send. */
export interface OutgoingParts {
  readonly clock: Clock;
  readonly waits: Waits;
  /** The instance, while what it is given reaches the service. */
  readonly open: () => TrtcInstance | undefined;
  /** Tells whether the role allows it. */
  readonly maySend: () => boolean;
  /** What is muted here. */
  readonly muted: () => Iterable<SourceKind>;
}

/**
 * Messages to the others: the app's, and what is muted. Measured: what the SDK will not send becomes an unhandled rejection, not one of the
 * call; and what goes beyond its bounds is lost. So all is checked before.
 */
export class OutgoingMessages {
  readonly #parts: OutgoingParts;
  readonly #budget: MessageBudget;
  #due: Promise<void> | undefined;
  #resting = false;
  #others = false;

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
    this.#budget = new MessageBudget(parts.clock);
  }

  /** Sends a message of the app's. */
  send({ topic, text }: OutgoingMessage): Promise<void> {
    const bytes = encodeText(topic, text);
    if (bytes === undefined)
      return Promise.reject(errors.make('message-failed', 'Topic and text have more than 1000 bytes.'));
    if (!this.#parts.maySend())
      return Promise.reject(errors.make('forbidden', 'The audience cannot send messages.'));
    const engine = this.#parts.open();
    if (!engine)
      return Promise.reject(errors.make('message-failed', 'The service cannot be reached just now.'));
    if (!this.#budget.take(bytes.byteLength))
      return Promise.reject(errors.make('rate-limited', 'At most 30 messages and 8 kB a second.'));
    engine.sendCustomMessage({ cmdId: textChannel, data: bytes });
    return Promise.resolve();
  }

  /** Tells everybody what is muted; where there were too many messages, as soon as there may be one again. */
  tellMuted(): void {
    const { open, maySend, muted, waits } = this.#parts;
    const engine = open();
    if (!engine || !maySend() || this.#due) return;
    const bytes = encodeMuted(muted());
    if (this.#budget.take(bytes.byteLength)) {
      engine.sendCustomMessage({ cmdId: muteChannel, data: bytes });
      return;
    }
    this.#due = waits.pass(budgetMs).then(() => {
      this.#due = undefined;
      this.tellMuted();
    });
  }

  /** Tells those who have just come: at once, and then once for all who come within a moment, or fifty would be too many messages. */
  readonly introduce: () => void = onceATurn(() => {
    if (this.#resting) {
      this.#others = true;
      return;
    }
    this.tellMuted();
    this.#resting = true;
    void this.#parts.waits.pass(introduceMs).then(() => {
      this.#resting = false;
      if (!this.#others) return;
      this.#others = false;
      this.introduce();
    });
  });
}
