/**
 * The traffic over the network, in the same words for every vendor: bitrates, losses, delays, sizes, and quality in words.
 *
 * @packageDocumentation
 */
export type { NetworkQuality } from './model/signals.ts';
export { getStats, type GetStatsOptions } from './stats/get-stats.ts';
export type { ConnectionStats, MediaStats, SessionStats } from './stats/session-stats.ts';
export { watchQuality, type ConnectionQuality } from './stats/watch-quality.ts';
export { watchStats, type StatsWatch } from './stats/watch-stats.ts';
