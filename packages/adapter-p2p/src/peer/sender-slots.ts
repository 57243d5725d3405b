import { sourceKinds, type SourceKind } from '@jackfield/core/adapter';
import { SenderSlot, type SenderWish } from './sender-slot.ts';

/** The senders of the connection to one member: a slot for each source. Empty while there is no connection. */
export class SenderSlots {
  readonly #slots = new Map<SourceKind, SenderSlot>();

  /** Takes the senders of a new connection. */
  map(senderOf: (source: SourceKind) => RTCRtpSender | undefined): void {
    for (const source of sourceKinds) {
      const sender = senderOf(source);
      if (sender) this.#slots.set(source, new SenderSlot(sender));
    }
  }

  /** Resolves when what is sent of a source is as wished; at once where there is no connection. */
  async apply(source: SourceKind, wish: SenderWish): Promise<void> {
    await this.#slots.get(source)?.apply(wish);
  }

  /** Sends a key frame of each picture next. */
  sendKeyFrames(): void {
    for (const slot of this.#slots.values()) slot.sendKeyFrame();
  }

  /** Lets go of the senders: their connection is over. */
  clear(): void {
    for (const slot of this.#slots.values()) slot.close();
    this.#slots.clear();
  }
}
