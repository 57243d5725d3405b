import type { AdapterDifference, DifferenceName } from '@jackfield/core/switch';

/** The losses that nobody accepts by the way: they have to be accepted one by one, by a tick. */
export function graveLosses(
  lost: readonly AdapterDifference[],
  { camera, microphone, screen }: Readonly<Record<'camera' | 'microphone' | 'screen', Enabled>>,
): readonly DifferenceName[] {
  const used = { camera, microphone, screen, 'screen-audio': screen };
  const isUsed = (name: DifferenceName): boolean =>
    name === 'camera-with-screen'
      ? camera.state.enabled && screen.state.enabled
      : name in used && used[name as keyof typeof used].state.enabled;
  const always: readonly DifferenceName[] = ['end-to-end-encryption', 'region', 'recording-consent'];
  return lost.map(({ name }) => name).filter((name) => always.includes(name) || isUsed(name));
}

interface Enabled {
  readonly state: { readonly enabled: boolean };
}
