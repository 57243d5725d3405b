import type { Publisher } from './publisher.ts';
import type { Publishers } from './publishers.ts';

const done = (): Promise<void> => Promise.resolve();
const nothing = (): void => undefined;

const publisher: Publisher = {
  outgoing: () => [],
  joined: nothing,
  settle: done,
  publish: done,
  lost: nothing,
  restored: nothing,
  carriedBy: (source) => [source],
  carrierOf: (source) => source,
  end: nothing,
};

/** The publishers of somebody who sends nothing. */
export const noPublishers: Publishers = { open: () => publisher, close: nothing, settle: done };
