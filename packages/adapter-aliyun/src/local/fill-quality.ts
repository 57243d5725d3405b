import { resolveQuality, type ResolvedQuality } from '@jackfield/core/adapter-kit';

/**
 * Fills what an app has not wished for. The service is slow to find out how much a way carries (a tenth more each second, measured), and until
 * then a browser would halve the picture. One that is small already keeps its size, as the SDK has it; a larger one keeps its frames, where
 * the SDK would let it stutter.
 */
export function fillQuality(wanted: Parameters<typeof resolveQuality>[0]): ResolvedQuality {
  const { width = Infinity, height = 1 } = wanted.track?.getSettings() ?? {};
  const keepsSize = wanted.source === 'camera' && width * height <= 640 * 360;
  return { ...(keepsSize && { degradationPreference: 'maintain-resolution' }), ...resolveQuality(wanted) };
}
