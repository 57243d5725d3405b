import { initialCapture } from '../model/initial-capture.ts';
import type { LocalSourceState } from '../model/local-source-state.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';

/** The local sources before anything was asked for. */
export function initialLocal(): Readonly<Record<SourceKind, LocalSourceState>> {
  return Object.fromEntries(
    sourceKinds.map((source) => [
      source,
      { ...initialCapture(source), publication: { status: 'unpublished' } },
    ]),
  ) as Record<SourceKind, LocalSourceState>;
}
