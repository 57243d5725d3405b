import { initialCapture } from '../model/initial-capture.ts';
import type { CaptureState } from '../model/local-source-state.ts';
import type { SourceKind } from '../model/source-kind.ts';

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
  let value = initialCapture(source);
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
