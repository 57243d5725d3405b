import { readField } from '@jackfield/core/adapter-kit';
import type { TrtcInstance } from '../port.ts';

/**
 * Finds the one peer connection of an instance; undefined before it has joined. It is no part of the SDK's interface, and the only thing
 * of its inside that is read: measured, the SDK tells nobody that its media is lost, and its `statistics` count no packets.
 */
export function mediaConnectionOf(engine: TrtcInstance): MediaConnection | undefined {
  const found = readField(readField(readField(engine, '_room'), 'singlePC'), '_peerConnection');
  return isConnection(found) ? found : undefined;
}

/** The part of a peer connection that is used. */
export type MediaConnection = Pick<
  RTCPeerConnection,
  'connectionState' | 'getStats' | 'addEventListener' | 'removeEventListener'
>;

function isConnection(value: unknown): value is MediaConnection {
  return (['getStats', 'addEventListener', 'removeEventListener'] as const).every(
    (name) => typeof readField(value, name) === 'function',
  );
}
