import type { SourceKind } from '../model/source-kind.ts';
import type { CaptureState } from './local-media.ts';

/** Capture's part of a source's state, as one immutable object that is replaced with each change. */
export interface SourceState {
  readonly value: CaptureState;
  /** Changes it and reports it. */
  patch(change: Partial<CaptureState>): void;
}

/** Makes the state of a source that nobody has asked for. */
export function createSourceState(
  source: SourceKind,
  {
    changed,
    shown,
  }: {
    readonly changed: (state: CaptureState) => void;
    /** The captured track changed. */
    readonly shown?: ((track: MediaStreamTrack | undefined) => void) | undefined;
  },
): SourceState {
  let value = initialState(source);
  return {
    get value() {
      return value;
    },
    patch(change) {
      const before = value;
      value = { ...before, ...change };
      if (value.track !== before.track) shown?.(value.track);
      changed(value);
    },
  };
}

/** A source that nobody has asked for. */
export function initialState(source: SourceKind): CaptureState {
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
