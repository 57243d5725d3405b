import type { RemoteSource, RenderState, RtcViewer, SubscriptionState } from '@jackfield/core';
import { useCallback } from 'react';
import type { Read } from './reads.ts';
import { useListen } from './use-listen.ts';
import { useReads } from './use-reads.ts';

/** A source of somebody else as one component reads it. */
export interface RemoteSourceReading {
  /** Tells whether it is published. */
  readonly published: boolean;
  /** Tells whether nothing of it is sent: muted, or not published at all. */
  readonly muted: boolean;
  /** The picture that a viewer sees of it. */
  readonly render: RenderState;
  /** The state of its subscription; undefined while it is not published. */
  readonly subscription: SubscriptionState | undefined;
  /** Tells whether there is a picture to show: unmuted, and a frame has come. A picture that has stopped counts. */
  readonly visible: boolean;
}

/** Reads a source of somebody else. The component is rendered again when something changes that it has read. */
export function useRemoteSource(session: RtcViewer, source: RemoteSource): RemoteSourceReading {
  const make = useCallback(
    (read: Read): RemoteSourceReading => {
      const isMuted = (): boolean => source.info?.muted ?? true;
      const render = (): RenderState => source.info?.render ?? 'none';
      return {
        get published() {
          return read('published', () => source.info !== undefined);
        },
        get muted() {
          return read('muted', isMuted);
        },
        get render() {
          return read('render', render);
        },
        get subscription() {
          return read('subscription', () => source.info?.subscription);
        },
        get visible() {
          return read('visible', () => !isMuted() && (render() === 'playing' || render() === 'stalled'));
        },
      };
    },
    [source],
  );
  return useReads(useListen(session), make);
}
