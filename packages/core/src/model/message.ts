/** A message from another participant. */
export interface RtcMessage {
  /** {@link Participant.id} of the sender; undefined where the sender has already left. */
  readonly from: string | undefined;
  /** {@link Participant.userId} of the sender. */
  readonly userId: string;
  /** The app's name for this kind of message. */
  readonly topic: string;
  /** The text, as sent. Text from other people: show it as text, never as HTML. */
  readonly text: string;
}
