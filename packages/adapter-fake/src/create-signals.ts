import type { Clock, DriverSignals, RtcCapabilities, SignalsWanted } from '@jackfield/core/adapter';
import type { Connection } from './connection.ts';
import type { Engine } from './engine.ts';
import type { Member } from './cloud/member.ts';

/** The time between two reports, milliseconds. */
const everyMs = 500;
/** The level of whoever sends a microphone. */
const voice = 0.5;

/** The pretended signals of one link: everybody who sends a microphone is as loud, and every network that is there is good. */
export interface Signals {
  /** Tells what is wanted from now on. */
  set(wanted: SignalsWanted): void;
  /** Tells no more. */
  stop(): void;
}

/** Makes them; nothing runs before something is wanted. */
export function createSignals({
  connection,
  engine,
  clock,
  capabilities: { networkQuality },
}: {
  readonly connection: Connection;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly capabilities: RtcCapabilities;
}): Signals {
  let cancel: (() => void) | undefined;
  const levelOf = ({ sources }: Member): number => {
    const { track, muted = true } = sources.get('microphone') ?? {};
    return track?.enabled && !muted ? voice : 0;
  };
  const everybody = (): readonly (readonly [remoteId: string | undefined, member: Member])[] => {
    const { member } = connection;
    if (!member) return [];
    return [
      [undefined, member],
      ...[...engine.membersOf(member)].map((other) => [connection.idOf(other), other] as const),
    ];
  };
  const isRated = (remoteId: string | undefined): boolean =>
    networkQuality === 'everybody' || networkQuality === (remoteId === undefined ? 'local' : 'others');
  const now = ({ levels, quality }: SignalsWanted): DriverSignals => ({
    ...(levels && {
      levels: everybody().map(([remoteId, member]) => ({ remoteId, level: levelOf(member) })),
    }),
    ...(quality && {
      quality: everybody()
        .filter(([remoteId]) => isRated(remoteId))
        .map(([remoteId, { interrupted }]) => {
          const word = interrupted ? 'lost' : 'good';
          return { remoteId, uplink: word, downlink: word } as const;
        }),
    }),
  });
  const stop = (): void => {
    cancel?.();
    cancel = undefined;
  };
  return {
    set(wanted) {
      stop();
      if (!wanted.levels && !(wanted.quality && networkQuality)) return;
      const tell = (): void => {
        connection.tell('signals', now(wanted));
        cancel = clock.after(everyMs, tell);
      };
      cancel = clock.after(everyMs, tell);
    },
    stop,
  };
}
