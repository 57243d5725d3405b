import type { RtcDriverSink } from '@jackfield/core/adapter';

/** One fact that a driver reported. */
export interface RecordedFact {
  readonly name: keyof RtcDriverSink;
  readonly fact: object;
}

/** A sink that remembers, and tells whoever listens. */
export class RecordingSink {
  readonly facts: RecordedFact[] = [];
  readonly #listeners = new Set<() => void>();

  /** The sink to give to a driver. */
  readonly sink: RtcDriverSink = {
    rosterSnapshot: (fact) => this.#add('rosterSnapshot', fact),
    participantJoined: (fact) => this.#add('participantJoined', fact),
    participantUpdated: (fact) => this.#add('participantUpdated', fact),
    participantLeft: (fact) => this.#add('participantLeft', fact),
    participantInterrupted: (fact) => this.#add('participantInterrupted', fact),
    participantRestored: (fact) => this.#add('participantRestored', fact),
    sourcePublished: (fact) => this.#add('sourcePublished', fact),
    sourceUnpublished: (fact) => this.#add('sourceUnpublished', fact),
    sourceMuted: (fact) => this.#add('sourceMuted', fact),
    remoteTrack: (fact) => this.#add('remoteTrack', fact),
    remoteTrackLost: (fact) => this.#add('remoteTrackLost', fact),
    subscriptionFailed: (fact) => this.#add('subscriptionFailed', fact),
    publicationInterrupted: (fact) => this.#add('publicationInterrupted', fact),
    publicationRestored: (fact) => this.#add('publicationRestored', fact),
    publicationLost: (fact) => this.#add('publicationLost', fact),
    localMutedByServer: (fact) => this.#add('localMutedByServer', fact),
    localUnpublishedByServer: (fact) => this.#add('localUnpublishedByServer', fact),
    permissionsChanged: (fact) => this.#add('permissionsChanged', fact),
    connectionInterrupted: (fact) => this.#add('connectionInterrupted', fact),
    connectionRestored: (fact) => this.#add('connectionRestored', fact),
    credentialExpiring: (fact) => this.#add('credentialExpiring', fact),
    playbackBlocked: (fact) => this.#add('playbackBlocked', fact),
    messageReceived: (fact) => this.#add('messageReceived', fact),
    recordingChanged: (fact) => this.#add('recordingChanged', fact),
    signals: (fact) => this.#add('signals', fact),
    vendorEvent: (fact) => this.#add('vendorEvent', fact),
    ended: (fact) => this.#add('ended', fact),
  };

  /** Calls `listener` after each fact. Returns its undo. */
  onFact(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The facts' names so far. */
  get names(): readonly string[] {
    return this.facts.map(({ name }) => name);
  }

  /** Resolves with what `find` finds, now or after a fact that is yet to come. */
  until<Found>(find: () => Found | undefined, timeoutMs: number, what: () => string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        undo();
        clearTimeout(timer);
        resolve(found);
      };
      const undo = this.onFact(look);
      const timer = setTimeout(() => {
        undo();
        reject(new Error(`in ${String(timeoutMs)} ms no ${what()}`));
      }, timeoutMs);
      look();
    });
  }

  #add(name: keyof RtcDriverSink, fact: object): void {
    this.facts.push({ name, fact });
    for (const listener of [...this.#listeners]) listener();
  }
}
