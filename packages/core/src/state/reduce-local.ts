import type { LocalSourceState, PublicationStatus } from '../model/local-source-state.ts';
import { sourceKinds } from '../model/source-kind.ts';
import type { Facts } from './fact.ts';
import { assign, emit, type Change } from './machine-state.ts';

/** Replaces a local source's state, with its event. */
export function setLocal(change: Change, state: LocalSourceState): void {
  const previous = change.state.local[state.source];
  assign(change, { local: { ...change.state.local, [state.source]: state } });
  emit(change, 'local-source-changed', { state, previous });
}

/** Whether others can receive a local source changed. */
export function setPublication(change: Change, { source, publication }: Facts['publicationChanged']): void {
  const state = change.state.local[source];
  if (state.publication.status === publication.status && publication.status !== 'failed') return;
  setLocal(change, { ...state, publication });
}

/** Moves every publication that is in one status to another. */
export function movePublications(
  change: Change,
  from: PublicationStatus['status'],
  to: PublicationStatus,
): void {
  for (const source of sourceKinds) {
    if (change.state.local[source].publication.status === from)
      setPublication(change, { source, publication: to });
  }
}

/** Nothing is published any more. */
export function unpublishAll(change: Change): void {
  for (const source of sourceKinds)
    setPublication(change, { source, publication: { status: 'unpublished' } });
}
