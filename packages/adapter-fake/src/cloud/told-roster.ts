import type { RemoteParticipantInfo, RtcDriverSink } from '@jackfield/core/adapter';

/** A fact by the name of the sink's method. */
type ToldFact = { readonly [Name in keyof RtcDriverSink]?: Parameters<RtcDriverSink[Name]>[0] };

/** Those whom a session was told of as there: an SDK reports nobody else as gone. */
export class ToldRoster {
  readonly #ids = new Set<string>();

  /** Their ids, as this session knows them. */
  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** Takes a roster that was told whole. */
  hearRoster(roster: readonly RemoteParticipantInfo[]): void {
    this.#ids.clear();
    for (const { remoteId } of roster) this.#ids.add(remoteId);
  }

  /** Takes what was told. */
  hear(fact: ToldFact): void {
    const whole = fact.rosterSnapshot ?? fact.connectionRestored;
    if (whole) this.hearRoster(whole.roster);
    if (fact.participantJoined) this.#ids.add(fact.participantJoined.remoteId);
    if (fact.participantLeft) this.#ids.delete(fact.participantLeft.remoteId);
  }
}
