import type { SourceKind } from '@jackfield/core';
import type { WireEncoding } from '../../rig/world.ts';
import type { Instruments } from '../instruments/instrument.ts';
import { sendersOf } from './measure-sending.ts';

/**
 * Reads how an own source is encoded, by the parameters of every sender of every peer connection of a page, whoever made it. The
 * largest encoding of the sender with the most counts. Undefined where nothing sends it.
 */
export async function readEncoding(
  instruments: Pick<Instruments, 'opened' | 'families'>,
  source: SourceKind,
): Promise<WireEncoding | undefined> {
  const senders = sendersOf(instruments, source).filter(
    ({ transport }) => transport && transport.state !== 'closed',
  );
  const encodings = senders
    .flatMap((sender) => sender.getParameters().encodings)
    .filter(({ active }) => active !== false);
  if (encodings.length === 0) return undefined;
  const most = (values: readonly (number | undefined)[]): number | undefined =>
    values.includes(undefined) ? undefined : Math.max(...values.map((value) => value ?? 0));
  return {
    maxBitrate: most(encodings.map(({ maxBitrate }) => maxBitrate)),
    maxFramerate: most(encodings.map(({ maxFramerate }) => maxFramerate)),
    frames: await framesOf(senders),
    degradationPreference: senders.map(preferenceOf).find((each) => each !== undefined),
    contentHint: senders.map(({ track }) => track?.contentHint).find(Boolean),
    codecs: senders.flatMap((sender) => codecOf(sender) ?? []),
  };
}

/** Counts the frames that have left, of the stream that has sent most of them. */
async function framesOf(senders: readonly RTCRtpSender[]): Promise<WireEncoding['frames']> {
  const sent: number[] = [];
  for (const sender of senders) {
    const report = await sender.getStats();
    report.forEach(({ type, framesSent }: Readonly<Record<string, unknown>>) => {
      if (type === 'outbound-rtp' && typeof framesSent === 'number') sent.push(framesSent);
    });
  }
  return sent.length === 0 ? undefined : { sent: Math.max(...sent), atMs: performance.now() };
}

/** The thing that a sender keeps where bits are short, where the browser says. */
function preferenceOf(sender: RTCRtpSender): string | undefined {
  const preference: unknown = Reflect.get(sender.getParameters(), 'degradationPreference');
  return typeof preference === 'string' ? preference : undefined;
}

/** The codec that a sender prefers of those that were agreed. */
function codecOf(sender: RTCRtpSender): string | undefined {
  const [first] = sender.getParameters().codecs;
  return first?.mimeType.split('/')[1]?.toLowerCase();
}
