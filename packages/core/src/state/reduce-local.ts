import type { PublicationStatus } from '../model/local-source-state.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { Change } from './change.ts';
import { setLocal } from './reduce-lobby.ts';

/** Takes notice that a local source has come further on a leg, or less far. The app is told where that leg carries the call. */
export function setPublication(
  change: Change,
  leg: number,
  source: SourceKind,
  publication: PublicationStatus,
): void {
  const draft = change.leg(leg);
  if (draft) {
    const { fields } = draft;
    draft.fields = { ...fields, publications: { ...fields.publications, [source]: publication } };
  }
  if (leg === change.fields.leading) showPublication(change, source, publication);
}

/** Tells the app of a publication. */
export function showPublication(change: Change, source: SourceKind, publication: PublicationStatus): void {
  const state = change.fields.local[source];
  if (state.publication.status === publication.status && publication.status !== 'failed') return;
  setLocal(change, { ...state, publication });
}

/** Moves every publication of a leg that is in one status to another. */
export function movePublications(
  change: Change,
  leg: number,
  from: PublicationStatus['status'],
  to: PublicationStatus,
): void {
  for (const source of sourceKinds) {
    if (change.leg(leg)?.fields.publications[source]?.status === from)
      setPublication(change, leg, source, to);
  }
}

/** Shows the publications of the leg that carries the call, or that nothing is published. */
export function showPublications(change: Change): void {
  const { leading } = change.fields;
  const publications = leading === undefined ? undefined : change.leg(leading)?.fields.publications;
  for (const source of sourceKinds)
    showPublication(change, source, publications?.[source] ?? { status: 'unpublished' });
}
