import { checkEqual, type Clause, type Side } from '@jackfield/contract';

const bystander = 'bystander';
const sources = ['microphone', 'camera'] as const;

/**
 * Returns a clause with one person more, who is there before, sends a microphone and a camera, and does nothing. Whatever happens to
 * those whom it is about happens to nobody else: whoever is in a call at its end has the bystander as they came.
 */
export function withBystander(clause: Clause): Clause {
  return {
    ...clause,
    async run(rig) {
      await rig.world.farJoin({ userId: bystander, sources });
      await clause.run(rig);
      for (const side of rig.sides) if (side.session.state.status === 'joined') checkUntouched(side);
    },
  };
}

function checkUntouched({ userId, session }: Side): void {
  const seen = [...session.participants.values()]
    .filter((each) => each.userId === bystander)
    .map(({ connection, sources: published }) => ({
      connection,
      muted: sources.map((source) => published[source]?.muted),
    }));
  const asTheyCame = [{ connection: 'connected', muted: [false, false] }];
  checkEqual(seen, asTheyCame, `What ${userId} is told of somebody to whom nothing happened`);
}
