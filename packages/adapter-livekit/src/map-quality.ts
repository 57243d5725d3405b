import type { NetworkQuality } from '@jackfield/core/adapter';

const words: Readonly<Partial<Record<string, NetworkQuality>>> = {
  excellent: 'excellent',
  good: 'good',
  poor: 'poor',
  lost: 'lost',
};

/** The vendor's words; it gives one for each participant and does not tell the directions apart. */
export function mapQuality(quality: string): NetworkQuality {
  return words[quality] ?? 'unknown';
}
