import type { RtcSession } from '@jackfield/core';

/** Chimes that come closer together than this are one. Milliseconds. */
const together = 700;

/** Plays a chime when somebody joins or leaves; those who come or go together make one. Returns the undo. */
export function listenAtDoor(
  session: Pick<RtcSession, 'on'>,
  {
    play,
    now = () => performance.now(),
  }: {
    readonly play: (kind: 'joined' | 'left') => void;
    readonly now?: () => number;
  },
): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const ring = (kind: 'joined' | 'left'): void => {
    if (now() - last < together) return;
    last = now();
    play(kind);
  };
  const undos = [
    session.on('participant-joined', ({ existing }) => {
      if (!existing) ring('joined');
    }),
    session.on('participant-left', () => {
      ring('left');
    }),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}
