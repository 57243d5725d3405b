import type { RtcAdapter, RtcSession } from '@jackfield/core';
import { failover, followRoutes, storedCircuits } from '@jackfield/operations/failover';
import type { Way } from './adapter-choice.ts';
import type { CheckedWay } from './choose-way.ts';

/** The bounds of a fail-over in this app, milliseconds. */
const bounds = { joinMs: 6_000, interruptionMs: 4_000, handoverMs: 30_000 };

/** The part of the app that is told which provider has the call. */
interface RoutedApp {
  readonly provider: string;
  readonly screen: 'lobby' | 'call' | 'ended';
  tookOver: { readonly from: string; readonly to: string } | undefined;
  goOn(way: Way): void;
}

/** Several providers as one way to call. */
export interface Routes extends CheckedWay {
  /** Keeps the calls of the app going, and tells it which provider has them. */
  follow(session: RtcSession, app: RoutedApp): void;
}

/**
 * Makes one way of several: a call is with the first provider that takes it, and goes on with the next one when it fails. Those that this
 * server or this browser has not are left out, unless there is no other.
 *
 * @param names - the providers, in order.
 * @param choose - loads one and asks whether it is to be had. What it rejects with, this rejects with.
 */
export async function chooseRoutes(
  names: readonly string[],
  choose: (name: string) => Promise<CheckedWay>,
): Promise<Routes> {
  const all = await Promise.all([...new Set(names)].map(choose));
  const possible = all.filter(({ problems }) => problems.length === 0);
  const ways = (possible.length > 0 ? possible : all).map(({ way }) => way);
  const [first] = ways;
  if (!first) throw new TypeError('A fail-over needs a provider.');
  let follower: RoutedApp | undefined;
  const adapter: RtcAdapter = failover(
    ways.map((way) => ({ route: way.provider, adapter: way.adapter })),
    { order: ways.map((way) => way.provider), ...bounds },
    {
      circuits: storedCircuits(localStorage),
      onDecision({ route, failures }) {
        const way = ways.find(({ provider }) => provider === route);
        if (!way || !follower || way.provider === follower.provider) return;
        const { provider: from, screen } = follower;
        // A join that goes elsewhere and was refused nowhere has nothing to tell.
        if (failures.length > 0 || screen === 'call') follower.tookOver = { from, to: way.provider };
        follower.goOn({ ...way, adapter });
      },
    },
  );
  return {
    way: { ...first, adapter },
    problems: possible.length > 0 ? [] : all.flatMap(({ problems }) => problems),
    follow(session, app) {
      follower = app;
      // The server of this page gives nobody the id of somebody else, at any provider.
      followRoutes(session, adapter, { samePerson: (one, other) => one === other });
    },
  };
}
