import type { SourceKind } from '@jackfield/core';
import { allKinds, peopleIds } from '../names.ts';
import { operation } from '../describe-operation.ts';
import type { Operation, Operations } from '../operation.ts';
import type { Person } from '../people.ts';
import type { World } from '../world.ts';

type Who = (typeof peopleIds)[number];

/** What others in the room do. */
export const peopleOperations: Operations<World> = {
  come: operation<{ who: Who; publishes: 'nothing' | 'microphone' | 'both' }>({
    weight: 8,
    choices: { who: peopleIds, publishes: ['nothing', 'microphone', 'both', 'both'] },
    run({ people }, { who, publishes }) {
      const sources = { nothing: [], microphone: ['microphone'], both: ['microphone', 'camera'] } as const;
      people.come(who, sources[publishes]);
    },
  }),
  go: operation<{ who: Who; withoutUnpublish: boolean }>({
    weight: 3,
    choices: { who: peopleIds, withoutUnpublish: [false, true] },
    run({ people }, { who, withoutUnpublish }) {
      people.find(who)?.participant.leave({ withoutUnpublish });
    },
  }),
  'publish-theirs': operation<{ who: Who; source: SourceKind; how: 'open' | 'muted' | 'empty' }>({
    weight: 5,
    choices: { who: peopleIds, source: allKinds, how: ['open', 'open', 'muted', 'empty'] },
    run({ people }, { who, source, how }) {
      people
        .find(who)
        ?.participant.publish(source, { muted: how !== 'open', ...(how === 'empty' ? { track: null } : {}) });
    },
  }),
  'unpublish-theirs': onTheirs(({ participant }, source) => {
    participant.unpublish(source);
  }),
  'mute-theirs': onTheirs(({ participant }, source) => {
    participant.setMuted(source, true);
  }),
  'unmute-theirs': onTheirs(({ participant }, source) => {
    participant.setMuted(source, false);
  }),
  'replace-theirs': onTheirs(({ participant }, source) => {
    participant.replaceTrack(source);
  }),
  rename: operation<{ who: Who; name: string }>({
    weight: 1,
    choices: { who: peopleIds, name: ['One', 'Other'] },
    run({ people }, { who, name }) {
      const person = people.find(who);
      if (!person) return;
      person.displayName = name;
      person.participant.setDisplayName(name);
    },
  }),
  'interrupt-theirs': operation<{ who: Who; on: boolean }>({
    choices: { who: peopleIds, on: [true, false] },
    run({ people }, { who, on }) {
      const person = people.find(who);
      if (!person) return;
      person.interrupted = on;
      if (on) person.participant.interrupt();
      else person.participant.restore();
    },
  }),
  say: operation<{ who: Who }>({
    weight: 1,
    choices: { who: peopleIds },
    run({ people }, { who }) {
      people.find(who)?.participant.sendMessage('chat', 'Hi');
    },
  }),
};

function onTheirs(run: (person: Person, source: SourceKind) => void): Operation<World> {
  return operation<{ who: Who; source: SourceKind }>({
    choices: { who: peopleIds, source: allKinds },
    run({ people }: World, { who, source }) {
      const person = people.find(who);
      if (person) run(person, source);
    },
  });
}
