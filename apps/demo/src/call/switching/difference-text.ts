import type { ComparedAdapter, DifferenceName } from '@jackfield/core/switch';
import { callMessages } from '../call-messages.ts';

/** A difference between two providers in a person's words; undefined for what this app has decided itself. */
export function differenceText(
  name: DifferenceName,
  { limits, capabilities }: ComparedAdapter,
): string | undefined {
  const { differences } = callMessages.switching;
  switch (name) {
    // The server of this page says who is who, and gives ids that every provider takes; and this app wishes for no quality
    // beyond what every provider gives by itself.
    case 'identity':
    case 'ids':
    case 'roles':
    case 'quality':
    case 'codecs':
      return undefined;
    case 'participants':
      return differences.participants(limits.participants);
    case 'subscriptions':
      return differences.subscriptions(limits.subscriptions);
    case 'message-size':
      return differences['message-size'](
        (capabilities.messages && capabilities.messages.maxBytes) || undefined,
      );
    default:
      return differences[name];
  }
}
