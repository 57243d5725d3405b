import type { LocalSourceState } from '../model/local-source-state.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** The own sources before anything was asked for. */
export function initialLocal(): Readonly<Record<SourceKind, LocalSourceState>> {
  const off = (source: SourceKind): LocalSourceState => ({
    source,
    enabled: false,
    muted: false,
    mutedBy: undefined,
    capture: { status: 'off' },
    publication: { status: 'unpublished' },
    deviceId: undefined,
    deviceLabel: undefined,
    track: undefined,
  });
  return {
    microphone: off('microphone'),
    camera: off('camera'),
    screen: off('screen'),
    'screen-audio': off('screen-audio'),
  };
}
