import { isRtcError, type RtcError, type RtcMessage, type RtcSession } from '@jackfield/core';

/** One line of the chat. */
export interface ChatLine {
  readonly number: number;
  /** Who wrote it, as they were called then. Text from other people. */
  readonly name: string;
  /** Text from other people: show it as text. */
  readonly text: string;
  readonly own: boolean;
  /** When it came, or was sent. Milliseconds since 1970 of this machine's clock. */
  readonly at: number;
}

/** A reaction that floats up. */
export interface Reaction {
  readonly number: number;
  readonly name: string;
  readonly emoji: string;
}

/** What can be reacted with; anything else that arrives is ignored. */
export const emojis: readonly string[] = ['👍', '👏', '❤️', '😂', '😮', '🎉'];

const longestChat = 500;
const longestFloat = 4;

/** Chat, raised hands and reactions, over the messages of the provider. */
export class Chat {
  /** The last 500 lines. */
  lines: readonly ChatLine[] = $state.raw([]);
  /** How many of them nobody has looked at. */
  unread: number = $state(0);
  /** `Participant.id` of those whose hand is up. */
  hands: readonly string[] = $state.raw([]);
  /** Whether the own hand is up. */
  ownHand: boolean = $state(false);
  /** The reactions of the moment. */
  reactions: readonly Reaction[] = $state.raw([]);
  private count = 0;
  private readonly session: RtcSession;
  private readonly onUnseenHand: (error: RtcError) => void;

  /** Sends and receives over a session. @param onUnseenHand - somebody who came later was not told of the raised hand. */
  constructor(session: RtcSession, onUnseenHand: (error: RtcError) => void) {
    this.session = session;
    this.onUnseenHand = onUnseenHand;
  }

  /** Begins to listen, with nothing of an earlier call. Returns the undo. */
  listen(): () => void {
    const { session } = this;
    this.lines = [];
    this.unread = 0;
    this.ownHand = false;
    this.hands = [];
    const undos = [
      session.on('message-received', (message) => {
        this.receive(message);
      }),
      session.on('participant-left', ({ participant }) => {
        this.setHand(participant.id, false);
      }),
      // Who comes later has not heard of the hand.
      session.on('participant-joined', ({ participant, existing }) => {
        if (this.ownHand && !existing) void this.tellOfHand(participant.id);
      }),
    ];
    return () => {
      for (const undo of undos) undo();
    };
  }

  /** Writes to everybody. Rejects as `sendMessage` does. */
  async write(text: string): Promise<void> {
    await this.send('chat', text);
    this.add(this.session.snapshot.self?.displayName ?? '', text, true);
  }

  /** Raises or lowers the own hand. Rejects as `sendMessage` does. */
  async toggleHand(): Promise<void> {
    const up = !this.ownHand;
    await this.send('hand', up ? 'up' : 'down');
    this.ownHand = up;
  }

  /** Shows everybody an emoji. Rejects as `sendMessage` does. */
  async react(emoji: string): Promise<void> {
    await this.send('reaction', emoji);
    this.float(this.session.snapshot.self?.displayName ?? '', emoji);
  }

  /** The chat has been looked at. */
  markRead(): void {
    this.unread = 0;
  }

  /** A reaction has floated away. */
  drop(reaction: Reaction): void {
    this.reactions = this.reactions.filter((other) => other !== reaction);
  }

  private async tellOfHand(id: string): Promise<void> {
    try {
      await this.send('hand', 'up', [id]).catch((error: unknown) => {
        // Where messages are encrypted a provider may have none to one person alone. Told again, the others learn nothing new.
        if (isRtcError(error) && error.code === 'unsupported') return this.send('hand', 'up');
        throw error;
      });
    } catch (error) {
      if (!isRtcError(error)) throw error;
      // Whoever has left again misses nothing.
      if (this.session.participants.has(id)) this.onUnseenHand(error);
    }
  }

  private receive({ from, topic, text, userId }: RtcMessage): void {
    const name =
      (from === undefined ? undefined : this.session.participants.get(from)?.displayName) || userId;
    if (topic === 'chat') {
      this.unread += 1;
      this.add(name, text, false);
    } else if (topic === 'hand' && from !== undefined) this.setHand(from, text === 'up');
    else if (topic === 'reaction' && emojis.includes(text)) this.float(name, text);
  }

  private add(name: string, text: string, own: boolean): void {
    this.count += 1;
    this.lines = [...this.lines, { number: this.count, name, text, own, at: Date.now() }].slice(-longestChat);
  }

  private float(name: string, emoji: string): void {
    this.count += 1;
    this.reactions = [...this.reactions, { number: this.count, name, emoji }].slice(-longestFloat);
  }

  private setHand(id: string, up: boolean): void {
    if (up === this.hands.includes(id)) return;
    this.hands = up ? [...this.hands, id] : this.hands.filter((other) => other !== id);
  }

  private send(topic: string, text: string, to?: readonly string[]): Promise<void> {
    return this.session.sendMessage(to ? { topic, text, to } : { topic, text });
  }
}
