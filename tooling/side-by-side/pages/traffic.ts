import { openConnections } from './connections.ts';

/** What came over all connections of this page so far. */
export interface Traffic {
  readonly frames: number;
  readonly pictureBytes: number;
  readonly soundBytes: number;
  /** What was sent. */
  readonly sentBytes: number;
  readonly sentFrames: number;
}

/** Adds it up. */
export async function traffic(): Promise<Traffic> {
  const sum = { frames: 0, pictureBytes: 0, soundBytes: 0, sentBytes: 0, sentFrames: 0 };
  for (const connection of openConnections())
    for (const report of (await connection.getStats()).values()) {
      const { type, kind, ...counted } = report as Reading;
      if (type === 'inbound-rtp' && kind === 'video') {
        sum.frames += counted.framesDecoded ?? 0;
        sum.pictureBytes += counted.bytesReceived ?? 0;
      } else if (type === 'inbound-rtp') sum.soundBytes += counted.bytesReceived ?? 0;
      else if (type === 'outbound-rtp') {
        sum.sentBytes += counted.bytesSent ?? 0;
        sum.sentFrames += counted.framesEncoded ?? 0;
      }
    }
  return sum;
}

/** What the encoders of this page's pictures say of themselves, a line for each. */
export async function encoders(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const connection of openConnections()) {
    const report = await connection.getStats();
    for (const each of report.values()) {
      const { type, kind, frameWidth, ...said } = each as Reading;
      if (type !== 'outbound-rtp' || kind !== 'video' || frameWidth === undefined) continue;
      const { mimeType = '' } = (report.get(said.codecId ?? '') ?? {}) as { mimeType?: string };
      const target = ((said.targetBitrate ?? 0) / 1000).toFixed(0);
      lines.push(
        `${mimeType} ${String(frameWidth)} wide, ${String(said.framesPerSecond ?? 0)}/s, ${target} kbit/s, held by ${said.qualityLimitationReason ?? ''}`,
      );
    }
  }
  return lines;
}

interface Reading {
  readonly type: string;
  readonly kind?: string;
  readonly framesDecoded?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly framesEncoded?: number;
  readonly frameWidth?: number;
  readonly framesPerSecond?: number;
  readonly targetBitrate?: number;
  readonly qualityLimitationReason?: string;
  readonly codecId?: string;
}
