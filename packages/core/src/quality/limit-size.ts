import { checkArgument, checkOptions } from '../errors/check-options.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import { internalsOf } from '../session/internals.ts';

/** A size in pixels; `small` is 320 by 180. */
export type ReceivedSize = 'small' | { readonly width: number; readonly height: number };

/**
 * Says how large a remote picture need be at most, however large it is shown; undefined takes it back. The vendor sends the next size
 * that it has: `capabilities.quality.receivedSize` tells how near that comes. Somebody who is gone is passed over. Throws `invalid-argument`.
 */
export function limitSize(
  session: RtcViewer,
  of: { readonly participantId: string; readonly source: 'camera' | 'screen' },
  largest: ReceivedSize | undefined,
): void {
  const { part, store } = internalsOf(session);
  checkArgument('The picture', of, 'object');
  checkArgument('participantId', of.participantId, 'string');
  checkArgument('source', of.source, ['camera', 'screen']);
  if (largest !== undefined && largest !== 'small') {
    checkArgument('A size', largest, 'object');
    checkOptions('A size', largest, { width: 'number', height: 'number' });
    for (const side of ['width', 'height'] as const) checkArgument(side, largest[side], 'number');
  }
  if (!store.state.people.has(of.participantId)) return;
  part?.wishes.setLargest(of, largest === 'small' ? small : largest);
}

const small = { width: 320, height: 180 };
