import type { LocalFailure, LocalPublication, SyncLocalResult } from '../adapter/rtc-driver.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import type { SourceKind } from '../model/source-kind.ts';

/**
 * Makes what is published equal the set, for vendors that publish source by source: ends what is not wanted, one after another,
 * then brings the rest in line, all at once. Each source stands for itself: what one fails with is in the result, and the others go on.
 */
export async function reconcileSources({
  published,
  wanted,
  unpublish,
  bring,
  failure,
}: SourceReconciling): Promise<SyncLocalResult> {
  const failed: LocalFailure[] = [];
  const attempt = async (source: SourceKind, run: () => Promise<unknown> | undefined): Promise<void> => {
    try {
      await run();
    } catch (cause) {
      failed.push({ source, error: failure(cause, source) });
    }
  };
  for (const source of [...published]) {
    if (!wanted.some((entry) => entry.source === source)) await attempt(source, () => unpublish(source));
  }
  await Promise.all(wanted.map((entry) => attempt(entry.source, () => bring(entry))));
  return { failed };
}

/** The steps by which one source after another is brought in line. */
export interface SourceReconciling {
  /** The sources that are published now. */
  readonly published: Iterable<SourceKind>;
  /** The set that should be published. */
  readonly wanted: readonly LocalPublication[];
  /** Ends a publication. */
  unpublish(source: SourceKind): Promise<unknown> | undefined;
  /** Publishes a source, or brings its track and mute in line. */
  bring(publication: LocalPublication): Promise<unknown> | undefined;
  /** Makes the error of a source that failed. */
  failure(cause: unknown, source: SourceKind): RtcError;
}
