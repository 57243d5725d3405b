import type { Engine } from '../engine.ts';
import type { Connection } from '../connection.ts';

/** How a link comes back. */
export interface RestoreOptions {
  /** `resumed` with everything as it was, or `restarted` with new ids and nothing subscribed. */
  readonly mode?: 'resumed' | 'restarted' | undefined;
}

/** The links between sessions and the cloud. */
export class Network {
  private readonly engine: Engine;

  /** Use `cloud.network`. */
  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Cuts a session's link: its driver notices, the others see it as interrupted, and events to it are lost. */
  cut(
    room: string,
    userId: string,
    { reportLeaves = false }: { readonly reportLeaves?: boolean } = {},
  ): void {
    const connection = this.connection(room, userId);
    // Nobody repairs it there: the call is over.
    if (connection.reconnect === 'none') {
      this.lose(room, userId);
      return;
    }
    connection.cut();
    if (reportLeaves) connection.tellLeaves();
    if (connection.member) this.engine.setInterrupted(connection.member, true);
  }

  /** Brings the link back. The driver hears who is there now. */
  restore(room: string, userId: string, { mode = 'resumed' }: RestoreOptions = {}): void {
    const connection = this.connection(room, userId);
    const how = connection.reconnect === 'restarts' ? 'restarted' : mode;
    connection.restore(how);
    const { member } = connection;
    if (!member) return;
    this.engine.setInterrupted(member, false);
    if (how === 'restarted')
      for (const source of [...member.sources.keys()]) this.engine.unpublish(member, source);
  }

  /**
   * Cuts a session's link for a while. Resolves when it is back, or when the session has gone meanwhile: then there is
   * nothing to bring back.
   *
   * @param ms - for how long, by the cloud's clock.
   * @param options - how it comes back.
   */
  async cutFor(room: string, userId: string, ms: number, options: RestoreOptions = {}): Promise<void> {
    const connection = this.connection(room, userId);
    this.cut(room, userId);
    await new Promise<void>((resolve) => this.engine.after(ms, resolve));
    if (this.engine.connectionOf(room, userId) === connection) this.restore(room, userId, options);
  }

  /** The link never comes back: the others see the session leave. */
  lose(room: string, userId: string): void {
    const connection = this.connection(room, userId);
    const { member } = connection;
    if (member) this.engine.remove(room, member);
    connection.tell('ended', { reason: 'connection-lost', vendorHasLeft: true });
  }

  private connection(room: string, userId: string): Connection {
    for (const { connection } of this.engine.members(room))
      if (connection?.userId === userId) return connection;
    throw new RangeError(`No session of ${userId} is in the room ${room}.`);
  }
}
