import { mediaKindOf, type SourceKind } from '@jackfield/core';
import type { Instruments } from './instruments/instrument.ts';
import { Eye } from './observe-track.ts';
import { pause } from './pause.ts';

/** A mute is silence within this time (law `silence`), milliseconds. */
const silentWithinMs = 200;
/** Between two looks: longer than what the browser keeps of a report, and than a frame. */
const stepMs = 120;
/** How often is looked at most, where it fades. */
const looks = 8;
/** Energy a second of what counts as silence: below -80 dB. */
const quietest = 1e-8;
/** How often is looked at least: something that is sent shows by then. */
const fewLooks = 3;

/** How long a copy may take to show its first frame, milliseconds. */
const blackMs = 300;

interface Counters {
  readonly energy: number;
  readonly soundSeconds: number;
  readonly frames: number;
  readonly packets: number;
}

/**
 * Whether anything but silence or black leaves a page for an own source, by the statistics of every sender of every peer
 * connection there, whoever made it. What a sender sends is told by the origin of its track; a track of unknown origin, such
 * as a mix, counts for every source of its kind.
 *
 * The browser's meter holds the loudest sample for 100 ms and lets it fade to a quarter every further 100 ms: what fades like
 * that is its memory, and what does not is sound.
 */
export async function measureSending(instruments: Instruments, source: SourceKind): Promise<boolean> {
  await pause(silentWithinMs);
  let before = await countersOf(instruments, source);
  let fading = Infinity;
  for (let look = 1; look <= looks; look += 1) {
    await pause(stepMs);
    const now = await countersOf(instruments, source);
    let loudest = 0;
    for (const [sender, counters] of now) {
      const then = before.get(sender);
      if (!then || counters.packets <= then.packets) continue;
      if (counters.frames > then.frames && (await showsSomething(instruments, sender))) return true;
      const seconds = counters.soundSeconds - then.soundSeconds;
      if (seconds > 0) loudest = Math.max(loudest, (counters.energy - then.energy) / seconds);
    }
    if (loudest > quietest && fading < Infinity && loudest > fading / 2) return true;
    if (loudest <= quietest && look >= fewLooks) return false;
    fading = loudest;
    before = now;
  }
  return false;
}

async function countersOf(
  { opened, families }: Instruments,
  source: SourceKind,
): Promise<ReadonlyMap<RTCRtpSender, Counters>> {
  const kind = mediaKindOf(source);
  const senders = opened.peerConnections
    .flatMap((connection) => connection.getSenders())
    .filter(({ track }) => {
      const origin = track ? families.originOf(track)?.source : undefined;
      return track?.kind === kind && (origin === undefined || origin === source);
    });
  return new Map(await Promise.all(senders.map(async (sender) => [sender, await read(sender)] as const)));
}

async function read(sender: RTCRtpSender): Promise<Counters> {
  const report = await sender.getStats();
  let energy = 0;
  let soundSeconds = 0;
  let frames = 0;
  let packets = 0;
  report.forEach((entry: Readonly<Record<string, unknown>>) => {
    const number = (key: string): number => (typeof entry[key] === 'number' ? entry[key] : 0);
    if (entry['type'] === 'media-source') {
      energy += number('totalAudioEnergy');
      soundSeconds += number('totalSamplesDuration');
    }
    if (entry['type'] !== 'outbound-rtp') return;
    frames += number('framesSent');
    packets += number('packetsSent');
  });
  return { energy, soundSeconds, frames, packets };
}

/** Whether the track that a sender has at the moment shows anything but black. */
async function showsSomething({ page }: Instruments, { track }: RTCRtpSender): Promise<boolean> {
  if (!track) return false;
  // The platform's own copy: it shows what the platform sends, whatever the track's own accessors say.
  const copy = Reflect.apply(page.MediaStreamTrack.prototype.clone, track, []);
  const eye = new Eye(copy);
  try {
    for (let waitedMs = 0; waitedMs < blackMs; waitedMs += 60) {
      await pause(60);
      if (eye.hue() !== undefined) return true;
    }
    return false;
  } finally {
    eye.stop();
    copy.stop();
  }
}
