import type { CaptureState } from './local-source-state.ts';
import type { SourceKind } from './source-kind.ts';

/** The state of a source that nobody has asked for. */
export function initialCapture(source: SourceKind): CaptureState {
  return {
    source,
    enabled: false,
    muted: false,
    mutedBy: undefined,
    capture: { status: 'off' },
    deviceId: undefined,
    deviceLabel: undefined,
    track: undefined,
  };
}
