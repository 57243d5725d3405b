import { mediaKindOf, type SourceKind } from '@jackfield/core';
import type { Instruments } from '../instruments/instrument.ts';
import { Eye } from './observe-track.ts';
import { pause } from './pause.ts';
import { SoundOrMemory } from './sound-or-memory.ts';

/** A mute is silence within this time (law `silence`), milliseconds. */
const silentWithinMs = 200;
/** Between two looks: longer than what the browser keeps of a report, and than a frame. */
const stepMs = 120;
/** How often is looked at most, where it fades. */
const looks = 8;
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
 */
export async function measureSending(instruments: Instruments, source: SourceKind): Promise<boolean> {
  await pause(silentWithinMs);
  const seen = new Map<RTCRtpSender, { readonly watch: SoundOrMemory; counters: Counters }>();
  for (let look = 0; look <= looks; look += 1) {
    if (look > 0) await pause(stepMs);
    let quiet = true;
    for (const [sender, counters] of await countersOf(instruments, source)) {
      const known = seen.get(sender);
      if (!known) {
        seen.set(sender, { watch: new SoundOrMemory(), counters });
        quiet = false;
        continue;
      }
      const then = known.counters;
      if (counters.frames > then.frames && (await showsSomething(instruments, sender))) return true;
      const heard = known.watch.look({
        energy: counters.energy - then.energy,
        seconds: counters.soundSeconds - then.soundSeconds,
        packets: counters.packets - then.packets,
      });
      if (heard === 'sound') return true;
      if (heard !== 'silence') quiet = false;
      if (heard !== 'too-short') known.counters = counters;
    }
    if (quiet && look >= fewLooks) return false;
  }
  return false;
}

/** The senders of a page that may send an own source. */
export function sendersOf(
  { opened, families }: Pick<Instruments, 'opened' | 'families'>,
  source: SourceKind,
): readonly RTCRtpSender[] {
  const kind = mediaKindOf(source);
  return opened.peerConnections
    .flatMap((connection) => connection.getSenders())
    .filter(({ track }) => {
      const origin = track ? families.originOf(track)?.source : undefined;
      return track?.kind === kind && (origin === undefined || origin === source);
    });
}

async function countersOf(
  { opened, families }: Instruments,
  source: SourceKind,
): Promise<ReadonlyMap<RTCRtpSender, Counters>> {
  const senders = sendersOf({ opened, families }, source);
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
