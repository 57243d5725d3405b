import { createSession } from '@jackfield/core';
import {
  broadcastSignalling,
  isNearParticipantLimit,
  p2p,
  type NearParticipantLimit,
} from '../../src/index.ts';

/** So many people come into a room, one after another; resolves with what the app of the first was warned of. */
async function warningsOf(people: number): Promise<readonly NearParticipantLimit[]> {
  const warnings: NearParticipantLimit[] = [];
  const sessions = Array.from({ length: people }, () =>
    createSession(p2p({ signalling: broadcastSignalling() })),
  );
  const [first] = sessions;
  first?.on('vendor-event', (event) => {
    if (isNearParticipantLimit(event)) warnings.push(event.payload);
  });
  for (const [index, session] of sessions.entries()) {
    await session.join({ room: 'crowd', userId: `p${String(index)}` });
  }
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (first?.snapshot.participants.size === people - 1) resolve();
    };
    first?.subscribe(look);
    look();
  });
  await Promise.all(sessions.map((session) => session.dispose()));
  return warnings;
}

declare global {
  interface Window {
    warningsOf: typeof warningsOf;
  }
}

window.warningsOf = warningsOf;
