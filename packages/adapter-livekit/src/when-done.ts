/** What the SDK's engine says of a connection that it builds anew. */
export interface RestartEvents {
  on(event: 'restarting' | 'restarted', listener: () => void): unknown;
}

/**
 * Puts off what is told of a full reconnect until the SDK is done with it. Gives what to call when the SDK says `reconnected`.
 *
 * Measured: where the new media connection is up before the own tracks are published again, the SDK says `reconnected` nearly
 * two seconds before it is done. Most of what happens meanwhile it tells nobody any more, the tracks of others among it.
 */
export function whenDone(engine: RestartEvents, tell: () => void): () => void {
  let restarting = false;
  let back = false;
  engine.on('restarting', () => {
    restarting = true;
    back = false;
  });
  engine.on('restarted', () => {
    restarting = false;
    if (!back) return;
    back = false;
    tell();
  });
  return () => {
    if (restarting) back = true;
    else tell();
  };
}
