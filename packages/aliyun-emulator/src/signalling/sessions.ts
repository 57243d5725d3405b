import { sameSecret } from '@jackfield/emulator-kit';

import type { Session } from './session.ts';

/** All sessions, found by app and session id. */
export class Sessions {
  readonly #byKey = new Map<string, Session>();
  #aliases = 0;

  get size(): number {
    return this.#byKey.size;
  }

  all(): readonly Session[] {
    return [...this.#byKey.values()];
  }

  nextAlias(): string {
    this.#aliases += 1;
    return `s${this.#aliases}`;
  }

  add(session: Session): void {
    this.#byKey.set(key(session.appId, session.id), session);
  }

  find(appId: string, id: string): Session | undefined {
    return this.#byKey.get(key(appId, id));
  }

  /** The session, if the token is the one it was admitted with. */
  authenticate(appId: string, id: string, token: string): Session | undefined {
    const session = this.find(appId, id);
    return session !== undefined && sameSecret(session.token, token) ? session : undefined;
  }

  remove(session: Session): void {
    if (this.find(session.appId, session.id) === session) this.#byKey.delete(key(session.appId, session.id));
  }
}

function key(appId: string, id: string): string {
  return `${appId}\n${id}`;
}
