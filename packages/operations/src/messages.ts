/**
 * Messages over a transport of the app's, for vendors that have none.
 *
 * @packageDocumentation
 */
export type {
  MessageTransport,
  TransportChannel,
  TransportMessage,
  TransportOutgoing,
  TransportRequest,
} from './messages/message-transport.ts';
export { withMessages } from './messages/with-messages.ts';
