import type { CallHost } from '../app/call-host.ts';
import { makeChime, type ChimeKind } from './chime.ts';

/** Plays a chime on the speaker that was chosen. Resolves with its end once it has begun; rejects where it cannot be played. */
export async function playChime(
  kind: ChimeKind,
  { devices, view }: Pick<CallHost, 'devices' | 'view'>,
): Promise<{ readonly ended: Promise<void> }> {
  const url = URL.createObjectURL(makeChime(kind));
  const audio = new Audio(url);
  const ended = new Promise<void>((resolve) => {
    for (const name of ['ended', 'error'] as const)
      audio.addEventListener(
        name,
        () => {
          URL.revokeObjectURL(url);
          resolve();
        },
        { once: true },
      );
  });
  try {
    // A choice may still be under way: what is heard is the speaker that was chosen.
    await devices.speakerSettled;
    const { speakerId } = view.session.playback;
    if (speakerId !== '' && 'setSinkId' in audio) await audio.setSinkId(speakerId);
    await audio.play();
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
  return { ended };
}
