/**
 * The quality that is sent and received, in W3C's words: bits, frames, what is kept where both are short, music, codecs, sizes.
 *
 * @packageDocumentation
 */
export type { QualityCapabilities, QualityMember, SourceQuality } from './model/quality.ts';
export { qualityOf, setQuality, type AudioQuality, type VideoQuality } from './quality/set-quality.ts';
export { preferCodecs } from './quality/prefer-codecs.ts';
export { limitSize, type ReceivedSize } from './quality/limit-size.ts';
