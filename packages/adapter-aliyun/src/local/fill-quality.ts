import type { SourceKind, SourceQuality } from '@jackfield/core/adapter';
import { resolveQuality, type ResolvedQuality } from '@jackfield/core/adapter-kit';

/**
 * Fills what an app has not wished for. The service is slow to find out how much a way carries (a tenth more each second, measured), and until
 * then a browser would halve the picture. One that is small already keeps its size, as the SDK has it; a larger one keeps its frames, where
 * the SDK would let it stutter.
 */
export function fillQuality(wanted: {
  readonly source: SourceKind;
  readonly track: MediaStreamTrack | null;
  readonly quality?: SourceQuality | undefined;
}): ResolvedQuality {
  const resolved = resolveQuality(wanted);
  const { width = Infinity, height = Infinity } = wanted.track?.getSettings() ?? {};
  if (resolved.degradationPreference || wanted.source !== 'camera' || width * height > small) return resolved;
  return { ...resolved, degradationPreference: 'maintain-resolution' };
}

const small = 640 * 360;
