import type { NetworkQuality } from '@jackfield/core/adapter';

const words: readonly NetworkQuality[] = ['unknown', 'excellent', 'good', 'good', 'poor', 'bad', 'lost'];

/** The vendor's grades (0 unknown, 1 excellent, 2 good, 3 average, 4 poor, 5 very poor, 6 lost) in words. */
export function mapQuality(grade: number): NetworkQuality {
  return words[grade] ?? 'unknown';
}
