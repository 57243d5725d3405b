import { internalsOf } from '../../../../packages/core/src/session/internals.ts';
import { secondLeg } from '../../../../packages/core/src/session/second-leg.ts';
import type { SourceKind } from '@jackfield/core';
import { switchAdapter, type SwitchUntil } from '@jackfield/core/switch';
import { allKinds, peopleIds, roomName, selfId } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import { legOf, siteOf, type World } from '../game/world.ts';
import { joinMs, leaveMs } from './life.ts';

const both = [1, undefined] as const;

/** Waiting for an older leg before the deadline begins to count, and leaving after it. */
const aroundSwitchMs = 2 * 3_000 + 2 * 3_000 + 1;

/** What a session does with a second leg, in runs that have another vendor. */
export const legOperations: Operations<World> = {
  'add-leg': operation({
    weight: 6,
    choices: {},
    run({ session, sites: [, second], commands }) {
      if (!second) return;
      const options = { room: roomName, userId: selfId, displayName: 'Ann' };
      commands.run('add-leg', async () => secondLeg(session).add(second.adapter, options, 15_000), joinMs);
    },
  }),
  switch: operation<{
    at: number | undefined;
    until: SwitchUntil;
    deadlineMs: number;
    abortMs: number | undefined;
    allow: boolean;
  }>({
    weight: 8,
    choices: {
      at: both,
      until: ['everyone', 'everyone', 'deadline', 'never'],
      deadlineMs: [20_000, 2_000, 0],
      abortMs: [undefined, undefined, undefined, 0, 300, 1_500],
      allow: [true, false],
    },
    run(world, { at, until, deadlineMs, abortMs, allow }) {
      const { session, commands, clock, sites } = world;
      if (!sites[1]) return;
      const abort = new AbortController();
      const options = { until, deadlineMs, signal: abort.signal, allow: allow ? allKinds : [] };
      const { adapter } = siteOf(world, at);
      commands.run('switch', () => switchAdapter(session, adapter, options), deadlineMs + aroundSwitchMs);
      if (abortMs !== undefined)
        clock.after(abortMs, () => {
          abort.abort();
        });
    },
  }),
  'close-leg': operation<{ at: number | undefined }>({
    choices: { at: both },
    run(world, { at }) {
      const leg = world.sites[1] && legOf(world, siteOf(world, at));
      if (leg === undefined) return;
      world.commands.run('close-leg', () => secondLeg(world.session).close(leg, 'left'), leaveMs);
    },
  }),
  'lead-from': operation<{ at: number | undefined }>({
    choices: { at: both },
    run(world, { at }) {
      const leg = world.sites[1] && legOf(world, siteOf(world, at));
      if (leg !== undefined) internalsOf(world.session).store.dispatch({ type: 'leadMoved', data: { leg } });
    },
  }),
  'render-from': operation<{ at: number | undefined; who: (typeof peopleIds)[number]; source: SourceKind }>({
    choices: { at: both, who: peopleIds, source: allKinds },
    run(world, { at, who, source }) {
      const leg = world.sites[1] && legOf(world, siteOf(world, at));
      const participant = [...world.session.participants.values()].find(({ userId }) => userId === who);
      if (leg === undefined || !participant) return;
      const data = { leg, participantId: participant.id, source };
      internalsOf(world.session).store.dispatch({ type: 'renderMoved', data });
    },
  }),
};
