import { checkArgument, checkOptions, type OptionRule } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcSession } from '../face/rtc-session.ts';
import { qualityRefusal } from '../leg/quality-refusal.ts';
import type { SourceQuality } from '../model/quality.ts';
import { mediaKindOf, sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { internalsOf } from '../session/internals.ts';

/** The wishes for a picture. What is left out stays as it was; what is undefined goes back to the default. */
export interface VideoQuality extends Pick<
  SourceQuality,
  'maxBitrate' | 'maxFramerate' | 'degradationPreference'
> {
  /** The kind of picture that the encoder should favour. */
  readonly contentHint?: 'motion' | 'detail' | 'text' | undefined;
}

/** The wishes for sound: of the encoder alone. What is left out stays as it was; what is undefined goes back to the default. */
export type AudioQuality = Pick<SourceQuality, 'maxBitrate' | 'music' | 'stereo'>;

/**
 * Sets how a local source is encoded, before a call or in it, where it changes without a new publication. The wish holds for this and
 * every later call, over whichever vendor; one that a later vendor cannot fulfil is told as a `warning` by its join.
 *
 * Resolves when it is in force, or remembered where nothing is published. Rejects `invalid-argument`; `unsupported`, naming what the
 * vendor cannot do, and then nothing of it is changed; `publish-failed` or `timeout`, and then it is tried again.
 */
export async function setQuality<Source extends SourceKind>(
  session: RtcSession,
  source: Source,
  quality: Source extends 'camera' | 'screen' ? VideoQuality : AudioQuality,
): Promise<void> {
  const { quality: wishes, call, part, adapter } = internalsOf(session);
  check(source, quality);
  const refusal = qualityRefusal((call.leading ?? { adapter }).adapter, source, quality);
  if (refusal) throw refusal;
  const wished = Object.entries({ ...wishes.of[source], ...quality }).filter(
    ([, value]) => value !== undefined,
  );
  wishes.of[source] = Object.freeze(Object.fromEntries(wished));
  await part?.publishers?.settle(source);
}

/** Returns what was wished for a local source. Throws `invalid-argument`. */
export function qualityOf(session: RtcSession, source: SourceKind): SourceQuality {
  const { quality } = internalsOf(session);
  checkArgument('source', source, sourceKinds);
  return quality.of[source] ?? {};
}

const videoRules: Readonly<Record<keyof VideoQuality, OptionRule>> = {
  maxBitrate: 'number',
  maxFramerate: 'number',
  degradationPreference: ['maintain-framerate', 'maintain-resolution', 'balanced'],
  contentHint: ['motion', 'detail', 'text'],
};

const audioRules: Readonly<Record<keyof AudioQuality, OptionRule>> = {
  maxBitrate: 'number',
  music: 'boolean',
  stereo: 'boolean',
};

function check(source: SourceKind, quality: unknown): void {
  checkArgument('source', source, sourceKinds);
  checkArgument('quality', quality, 'object');
  const rules = mediaKindOf(source) === 'video' ? videoRules : audioRules;
  checkOptions('quality', quality, rules);
  const unknown = Object.keys(quality as object).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    const message = `The quality of a ${source} has no ${unknown.slice(0, 80)}; it has ${Object.keys(rules).join(', ')}.`;
    throw new RtcError({ code: 'invalid-argument', message });
  }
  // Below this no encoder gives anything, and a number of kilobits was meant.
  const { maxBitrate } = quality as SourceQuality;
  if (maxBitrate === undefined || maxBitrate >= lowestBitrate) return;
  const message = `maxBitrate is in bits per second, at least ${String(lowestBitrate)}; it is ${String(maxBitrate)}.`;
  throw new RtcError({ code: 'invalid-argument', message });
}

const lowestBitrate = 6000;
