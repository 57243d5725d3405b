import type { NetworkQuality } from '@jackfield/core/adapter';

const words: readonly NetworkQuality[] = ['unknown', 'excellent', 'good', 'poor', 'poor', 'bad', 'lost'];

/** 0 unknown, 1 excellent to 5 very bad, 6 offline. */
export function mapQuality(value: number): NetworkQuality {
  return words[value] ?? 'unknown';
}

/** 0 to 100 as 0 to 1. */
export function mapLevel(level: number): number {
  return Math.min(1, Math.max(0, level / 100));
}
