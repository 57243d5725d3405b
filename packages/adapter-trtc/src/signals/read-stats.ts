import type { DriverStats, SourceKind } from '@jackfield/core/adapter';
import { readField } from '@jackfield/core/adapter-kit';
import { mediaConnectionOf } from '../media/media-connection.ts';
import type { TrtcInstance } from '../port.ts';

/** The senders of an instance, made when it joins and always in this order (measured); the third is the small picture. */
const senders: Readonly<Partial<Record<string, SourceKind>>> = { 0: 'microphone', 1: 'camera', 3: 'screen' };

/**
 * Reads what the browser counts. One connection carries everything, and its sent tracks are the SDK's: so there is a report for each source
 * that is sent, and one for all that is received.
 */
export async function readStats(
  engine: TrtcInstance,
  published: ReadonlySet<SourceKind>,
): Promise<readonly DriverStats[]> {
  const whole = await mediaConnectionOf(engine)?.getStats();
  if (!whole) return [];
  const rest = new Map<string, unknown>();
  const sent = new Map<SourceKind, Map<string, unknown>>();
  const entries: (readonly [string, unknown])[] = [];
  whole.forEach((entry: unknown, id: string) => entries.push([id, entry]));
  for (const [id, entry] of entries) {
    if (readField(entry, 'type') !== 'outbound-rtp') rest.set(id, entry);
    else {
      const source = senders[String(readField(entry, 'mid'))];
      // A sender without a publication counts packets of none.
      if (source && published.has(source)) sent.set(source, new Map([[id, entry]]));
    }
  }
  for (const report of sent.values()) {
    for (const [id, entry] of entries) if (isAboutSending(entry)) report.set(id, entry);
  }
  return [
    ...[...sent].map(([source, report]) => ({ direction: 'send' as const, source, report })),
    { direction: 'receive', report: rest },
  ];
}

/** What a report of a sender refers to; transports are in the other one. */
function isAboutSending(entry: unknown): boolean {
  return ['codec', 'media-source', 'remote-inbound-rtp'].includes(String(readField(entry, 'type')));
}
