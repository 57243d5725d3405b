import type { Page } from '@playwright/test';
import './probe.ts';

/** The sound that a page has handed to its peer connections, summed up by the browser. */
export interface SentSound {
  /** Now, 0…1. */
  readonly level: number;
  /** Energy since the beginning. */
  readonly energy: number;
  /** Seconds since the beginning. */
  readonly duration: number;
}

/** Reads `media-source` of the first sender of sound; undefined while there is none. */
export async function readSentSound(page: Page): Promise<SentSound | undefined> {
  const [sound] = await readSentSounds(page);
  return sound;
}

/** The same for every peer connection. */
export function readSentSounds(page: Page): Promise<SentSound[]> {
  return page.evaluate(async () => {
    const sounds: SentSound[] = [];
    for (const peer of window.probe.peers.filter(({ connectionState }) => connectionState === 'connected')) {
      for (const report of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (report['type'] !== 'media-source' || report['kind'] !== 'audio') continue;
        sounds.push({
          level: Number(report['audioLevel']),
          energy: Number(report['totalAudioEnergy']),
          duration: Number(report['totalSamplesDuration']),
        });
      }
    }
    return sounds;
  });
}

/** Frames of video that a page has decoded, over all of its peer connections. */
export function readDecodedFrames(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let frames = 0;
    for (const peer of window.probe.peers) {
      for (const report of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (report['type'] === 'inbound-rtp' && report['kind'] === 'video')
          frames += Number(report['framesDecoded'] ?? 0);
      }
    }
    return frames;
  });
}
