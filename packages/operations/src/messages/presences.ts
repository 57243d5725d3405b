import type { JoinResult, RemoteParticipantInfo } from '@jackfield/core/adapter';
import type { Fact } from '../shared/through-sink.ts';

/** The people of one leg, by the id that the vendor has for them and by the app's. */
export interface Presences {
  /** Learns from a fact who is there. */
  hear(fact: Fact): void;
  /** Learns from a join who is there. */
  begin(result: JoinResult): void;
  /** Finds the vendor's id of a user: the newest, where there are several. */
  remoteIdOf(userId: string): string | undefined;
  /** Finds the app's id. */
  userIdOf(remoteId: string): string | undefined;
}

/** Makes an empty list. */
export function createPresences(): Presences {
  const users = new Map<string, string>();
  const add = ({ remoteId, userId }: RemoteParticipantInfo): void => {
    // The newest stands last.
    users.delete(remoteId);
    users.set(remoteId, userId);
  };
  const replace = (roster: readonly RemoteParticipantInfo[]): void => {
    users.clear();
    for (const each of roster) add(each);
  };
  return {
    begin({ roster }) {
      for (const each of roster) add(each);
    },
    hear(fact) {
      if (fact.name === 'participantJoined') add(fact.data);
      else if (fact.name === 'participantLeft') users.delete(fact.data.remoteId);
      else if (fact.name === 'rosterSnapshot') replace(fact.data.roster);
      else if (fact.name === 'connectionRestored') {
        if (fact.data.mode === 'restarted' && fact.data.rosterComplete !== false) replace(fact.data.roster);
        else for (const each of fact.data.roster) add(each);
      }
    },
    remoteIdOf: (userId) => [...users].reverse().find(([, each]) => each === userId)?.[0],
    userIdOf: (remoteId) => users.get(remoteId),
  };
}
