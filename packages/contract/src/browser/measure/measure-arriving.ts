import type { Instruments } from '../instruments/instrument.ts';
import { pause } from './pause.ts';

/** How long is looked, milliseconds: longer than the pause between two packets of silence. */
const windowMs = 600;

/** Whether packets come for a remote track now, by the statistics of its receiver; not for one that has ended. */
export async function measureArriving(
  instruments: readonly Instruments[],
  track: MediaStreamTrack,
): Promise<boolean> {
  if (track.readyState === 'ended') return false;
  const receivers = receiversOf(instruments, track);
  // A track that an SDK made by itself says so itself.
  if (receivers.length === 0) return !track.muted;
  const before = await packetsOf(receivers);
  await pause(windowMs);
  return (await packetsOf(receivers)) > before;
}

async function packetsOf(receivers: readonly RTCRtpReceiver[]): Promise<number> {
  let packets = 0;
  for (const receiver of receivers) {
    const report = await receiver.getStats();
    report.forEach((entry: Readonly<Record<string, unknown>>) => {
      if (entry['type'] === 'inbound-rtp') packets += Number(entry['packetsReceived'] ?? 0);
    });
  }
  return packets;
}

/** The receivers of a remote track, whoever made the connection. */
export function receiversOf(
  instruments: readonly Instruments[],
  track: MediaStreamTrack,
): readonly RTCRtpReceiver[] {
  return instruments
    .flatMap(({ opened }) => opened.peerConnections)
    .flatMap((connection) => connection.getReceivers())
    .filter((receiver) => receiver.track.id === track.id);
}
