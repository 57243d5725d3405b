import type { SourceKind } from '@jackfield/core';
import { allKinds, peopleIds, sites } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operation, Operations } from '../operation.ts';
import { permissionsOf, type Person } from '../game/people.ts';
import { siteOf, type World } from '../game/world.ts';

type Who = (typeof peopleIds)[number];

/** What others in the room do. */
export const peopleOperations: Operations<World> = {
  come: operation<{ who: Who; publishes: 'nothing' | 'microphone' | 'both'; at: number | undefined }>({
    weight: 8,
    choices: { at: sites, who: peopleIds, publishes: ['nothing', 'microphone', 'both', 'both'] },
    run(world, { who, publishes, at }) {
      const { people } = siteOf(world, at);
      const sources = { nothing: [], microphone: ['microphone'], both: ['microphone', 'camera'] } as const;
      people.come(who, sources[publishes]);
    },
  }),
  go: operation<{ who: Who; withoutUnpublish: boolean; at: number | undefined }>({
    weight: 3,
    choices: { at: sites, who: peopleIds, withoutUnpublish: [false, true] },
    run(world, { who, withoutUnpublish, at }) {
      const { people } = siteOf(world, at);
      people.find(who)?.participant.leave({ withoutUnpublish });
    },
  }),
  'publish-theirs': operation<{
    who: Who;
    source: SourceKind;
    how: 'open' | 'muted' | 'empty';
    at: number | undefined;
  }>({
    weight: 5,
    choices: { at: sites, who: peopleIds, source: allKinds, how: ['open', 'open', 'muted', 'empty'] },
    run(world, { who, source, how, at }) {
      const { people } = siteOf(world, at);
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
  rename: operation<{ who: Who; name: string; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, who: peopleIds, name: ['One', 'Other'] },
    run(world, { who, name, at }) {
      const { people } = siteOf(world, at);
      const person = people.find(who);
      if (!person) return;
      person.displayName = name;
      person.participant.setDisplayName(name);
    },
  }),
  'change-their-role': operation<{ who: Who; role: string; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, who: peopleIds, role: ['host', 'audience'] },
    run(world, { who, role, at }) {
      const person = siteOf(world, at).people.find(who);
      if (!person) return;
      person.role = role;
      person.participant.setRole(role);
    },
  }),
  'change-their-permissions': operation<{ who: Who; all: boolean; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, who: peopleIds, all: [true, false] },
    run(world, { who, all, at }) {
      const person = siteOf(world, at).people.find(who);
      if (!person) return;
      person.permitted = all;
      person.participant.setPermissions(permissionsOf(all));
    },
  }),
  'interrupt-theirs': operation<{ who: Who; on: boolean; at: number | undefined }>({
    choices: { at: sites, who: peopleIds, on: [true, false] },
    run(world, { who, on, at }) {
      const { people } = siteOf(world, at);
      const person = people.find(who);
      if (!person) return;
      person.interrupted = on;
      if (on) person.participant.interrupt();
      else person.participant.restore();
    },
  }),
  say: operation<{ who: Who; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, who: peopleIds },
    run(world, { who, at }) {
      const { people } = siteOf(world, at);
      people.find(who)?.participant.sendMessage('chat', 'Hi');
    },
  }),
};

function onTheirs(run: (person: Person, source: SourceKind) => void): Operation<World> {
  return operation<{ who: Who; source: SourceKind; at: number | undefined }>({
    choices: { at: sites, who: peopleIds, source: allKinds },
    run(world, { who, source, at }) {
      const { people } = siteOf(world, at);
      const person = people.find(who);
      if (person) run(person, source);
    },
  });
}
