import type { SignallingListener } from '../../src/index.ts';

/** Remembers what happened in a room, as `[name, …values]`. */
export class RecordingListener {
  readonly events: (readonly [string, ...unknown[]])[] = [];
  readonly #waiting = new Set<() => void>();

  readonly listener: SignallingListener = {
    memberJoined: (member) => this.#add('memberJoined', member),
    memberLeft: (id) => this.#add('memberLeft', id),
    memberSuspended: (id) => this.#add('memberSuspended', id),
    memberResumed: (id) => this.#add('memberResumed', id),
    memberState: (id, state) => this.#add('memberState', id, state),
    memberProfile: (id, displayName) => this.#add('memberProfile', id, displayName),
    memberRights: (id, rights) => this.#add('memberRights', id, rights),
    rights: (rights) => this.#add('rights', rights),
    signal: (from, payload) => this.#add('signal', from, payload),
    moderated: (action, source) => this.#add('moderated', action, source),
    interrupted: (error) => this.#add('interrupted', error.code),
    resumed: () => this.#add('resumed'),
    restarted: (welcome) => this.#add('restarted', welcome),
    ended: (reason, error) => this.#add('ended', reason, error?.code),
  };

  get names(): readonly string[] {
    return this.events.map(([name]) => name);
  }

  /** The first event of a name, which may be yet to come. */
  wait(name: keyof SignallingListener, timeoutMs = 3000): Promise<readonly [string, ...unknown[]]> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.events.find(([other]) => other === name);
        if (!found) return;
        this.#waiting.delete(look);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`no ${name} in ${timeoutMs} ms; there were: ${this.names.join(', ')}`));
      }, timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }

  #add(...event: readonly [string, ...unknown[]]): void {
    this.events.push(event);
    for (const look of [...this.#waiting]) look();
  }
}
