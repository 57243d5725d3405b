import type { SourceKind } from '@jackfield/core';
import type { WireEncoding } from '../../rig/world.ts';
import type { Instruments } from '../instruments/instrument.ts';
import { sendersOf } from './measure-sending.ts';

/**
 * Reads how an own source is encoded, by the parameters of every sender of every peer connection of a page, whoever made it. The
 * largest encoding of the sender with the most counts. Undefined where nothing sends it.
 */
export function readEncoding(
  instruments: Pick<Instruments, 'opened' | 'families'>,
  source: SourceKind,
): WireEncoding | undefined {
  const encodings = sendersOf(instruments, source)
    .filter(({ transport }) => transport && transport.state !== 'closed')
    .flatMap((sender) => sender.getParameters().encodings)
    .filter(({ active }) => active !== false);
  if (encodings.length === 0) return undefined;
  const most = (values: readonly (number | undefined)[]): number | undefined =>
    values.includes(undefined) ? undefined : Math.max(...values.map((value) => value ?? 0));
  return {
    maxBitrate: most(encodings.map(({ maxBitrate }) => maxBitrate)),
    maxFramerate: most(encodings.map(({ maxFramerate }) => maxFramerate)),
  };
}
