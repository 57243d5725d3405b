import type { Participant } from '@jackfield/core';
import { watchLevels, type Levels } from '@jackfield/core/levels';
import { getStats, watchQuality, watchStats, type NetworkQuality } from '@jackfield/core/stats';
import { peopleIds, sites } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import { must } from '../search/violation.ts';
import { siteOf, type World } from '../game/world.ts';
import { linkTo } from './facts.ts';

type Who = (typeof peopleIds)[number];

const statsMs = 5_001;

/** What passes the state by: levels, quality and statistics, told to whoever asks. */
export const signalOperations: Operations<World> = {
  'tell-signals': operation<{ who: Who | undefined; level: number; at: number | undefined }>({
    weight: 2,
    choices: { at: sites, who: [undefined, ...peopleIds], level: [0.5, 0, 2] },
    run(world, { who, level, at }) {
      const { connection, member } = linkTo(siteOf(world, at), who ?? '');
      if (!connection || (who !== undefined && !member)) return;
      const remoteId = member && connection.idOf(member);
      const uplink: NetworkQuality = level > 0 ? 'good' : 'lost';
      connection.tell('signals', {
        levels: [{ remoteId, level }],
        quality: [{ remoteId, uplink, downlink: 'poor' }],
      });
    },
  }),
  'watch-levels': watching((world) =>
    watchLevels(world.session, (levels) => {
      checkLevels(world, levels);
    }),
  ),
  'watch-quality': watching(({ session, counts }) =>
    watchQuality(session, (qualities) => {
      counts?.add('heard of quality');
      for (const { participantId } of qualities)
        must(
          participantId === undefined || session.participants.has(participantId),
          'quality-of-nobody',
          () => String(participantId),
        );
    }),
  ),
  'watch-statistics': watching(({ session, mirror, counts }) =>
    watchStats(session, {
      everyMs: 250,
      onStats() {
        counts?.add('heard of statistics');
        const { status } = mirror.state;
        must(status === 'joined' || status === 'reconnecting', 'statistics-without-call', () => status);
      },
    }),
  ),
  'read-statistics': operation({
    weight: 2,
    choices: {},
    run({ session, commands }) {
      commands.run('read-statistics', () => getStats(session), statsMs);
    },
  }),
};

/** Nobody listens any more. */
export function endWatches({ watches }: World): void {
  for (const end of watches) end();
  watches.clear();
}

function watching(begin: (world: World) => () => void): Operations<World>[string] {
  return operation<{ on: boolean }>({
    weight: 2,
    choices: { on: [true, true, false] },
    run(world, { on }) {
      if (on) world.watches.add(begin(world));
      else endWatches(world);
    },
  });
}

/** Nobody is loud who is not there or is muted, and nobody speaks who cannot be heard. */
function checkLevels({ session, counts }: World, { own, participants, activeSpeakerId }: Levels): void {
  counts?.add('heard of levels');
  const { local } = session.snapshot;
  const { muted, enabled } = local.microphone;
  must(!(muted && (own.level > 0 || own.speaking)), 'loud-while-muted', () => String(own.level));
  must(enabled || own.level === 0, 'loud-while-off', () => String(own.level));
  const speaking = [...session.participants.values()].filter(({ sources }) => sources.microphone);
  must(
    line(participants.keys()) === line(speaking.map(({ id }) => id)),
    'levels-of-others',
    () => `${line(participants.keys())}, but ${speaking.map(({ userId }) => userId).join()} have microphones`,
  );
  for (const participant of speaking) checkLevel(participant, participants.get(participant.id)?.level ?? -1);
  must(
    activeSpeakerId === undefined || participants.has(activeSpeakerId),
    'speaks-unheard',
    () => activeSpeakerId ?? '',
  );
}

function checkLevel({ userId, sources: { microphone } }: Participant, level: number): void {
  must(level >= 0 && level <= 1, 'level-out-of-range', () => `${userId} is ${String(level)} loud`);
  must(level === 0 || microphone?.muted === false, 'loud-while-muted', () => userId);
}

const line = (ids: Iterable<string>): string => [...ids].sort().join();
