import { listOf, textOf, type Fields } from '../client/fields.ts';
import type { JanusHandle } from '../client/janus-handle.ts';
import { JanusRefusal } from '../client/janus-refusal.ts';
import type { People } from './people.ts';

/** What a {@link catchUp} needs. */
export interface CatchUpParts {
  readonly people: People;
  readonly userId: string;
  /** What a join as a subscriber says beside its streams. */
  readonly join: Fields;
  readonly signal: AbortSignal;
  /** The handle that is in the room. */
  readonly handle: JanusHandle;
  /** A handle of its own. */
  attach(): Promise<JanusHandle>;
}

/**
 * Finds out what happened while nobody listened. Assumed, not measured: of a session without a socket the server drops the events. It lists who
 * is there, but not what they publish: that is in its offer to a subscriber, which is asked for and not taken.
 */
export async function catchUp({ people, userId, join, signal, handle, attach }: CatchUpParts): Promise<void> {
  const { data } = await handle.ask({ request: 'listparticipants', room: join['room'] }, { signal });
  const all = listOf(data['participants']);
  // Thrown out while nobody could tell: the place in the room is gone.
  if (!all.some(({ id }) => id === userId)) throw new JanusRefusal(425, 'This side is not in the room.');
  const present = all.filter(({ id }) => id !== userId);
  people.keep(new Set(present.flatMap(({ id }) => textOf(id) ?? [])));
  const feeds = present.filter(({ publisher }) => publisher === true).map(({ id }) => ({ feed: id }));
  const offered = feeds.length === 0 ? [] : await offeredStreams({ join, signal, attach }, feeds);
  const publishers = present.map(({ id, display }) => ({
    id,
    display,
    streams: offered
      .filter((each) => each['feed_id'] === id)
      .map((each) => ({
        ...each,
        mid: each['feed_mid'],
        description: each['feed_description'],
        simulcast: people.byUser(textOf(id) ?? '')?.streams.find(({ mid }) => mid === each['feed_mid'])
          ?.simulcast,
      })),
  }));
  people.take({ publishers });
}

async function offeredStreams(
  { join, signal, attach }: Pick<CatchUpParts, 'join' | 'signal' | 'attach'>,
  streams: readonly Fields[],
): Promise<readonly Fields[]> {
  const own = await attach();
  try {
    const { data } = await own.ask({ ...join, streams }, { signal });
    return listOf(data['streams']);
  } finally {
    own.detach();
  }
}
