/** Network quality in words; the vendors' numbers run in opposite directions. */
export type NetworkQuality = 'unknown' | 'lost' | 'bad' | 'poor' | 'good' | 'excellent';
