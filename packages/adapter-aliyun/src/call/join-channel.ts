import type { CredentialFunction, DriverStats } from '@jackfield/core/adapter';
import { listenTo, type AdapterLeg, type LegContext } from '@jackfield/core/adapter-kit';
import type { AliyunCredential } from '../credential/credential.ts';
import { connectionOf } from '../engine/engine-internals.ts';
import { createListeners } from '../engine/engine-listeners.ts';
import type { Engines } from '../engine/engines.ts';
import type { AliEngine, AliListeners } from '../engine/port.ts';
import { LocalPublications } from '../local/local-publications.ts';
import { errors } from '../map/map-errors.ts';
import { permissionsOf } from '../map/roles.ts';
import { createRemoteUsers } from '../remote/remote-users.ts';
import { changeRole } from './change-role.ts';
import { createMembership } from './membership.ts';
import { rejoin } from './rejoin.ts';

export { createEngines } from '../engine/engines.ts';
export { sdkLoader } from '../load-sdk.ts';

/** What a channel is joined with. */
export interface ChannelParts {
  readonly engines: Engines;
  readonly credential: CredentialFunction<AliyunCredential>;
  /** Whether rooms have hosts and an audience. */
  readonly interactive: boolean;
}

/** Joins a channel: one engine in one room. */
export async function joinChannel(parts: ChannelParts, leg: LegContext): Promise<AdapterLeg<AliEngine>> {
  const { engines, interactive } = parts;
  const { request, sink, environment, cleanup } = leg;
  const engine = await engines.take();
  if (request.signal.aborted) {
    engines.give(engine);
    throw errors.make('aborted', 'The join was given up.');
  }
  let isOver = false;
  const local = new LocalPublications(engine, environment, (source, error) => {
    if (!isOver) sink.publicationLost({ source, error });
  });
  const remote = createRemoteUsers(engine, leg);
  const membership = createMembership({ ...parts, ...leg, engine, local });
  let leaving: Promise<void> | undefined;
  let isAbandoned = false;
  cleanup.add(() => {
    membership.dispose({ isLeaving: isAbandoned });
    // One that left in order serves the next call.
    void leaving?.then(() => {
      if (membership.isReusable()) engines.give(engine);
    });
  });
  cleanup.add(() => {
    isOver = true;
    engine.enableAudioVolumeIndicator = false;
    local.release();
  });
  const listeners = createListeners({
    ...leg,
    local,
    remote,
    signallingLost: (error) => void rejoin(leg, { membership, remote }, error),
  });
  cleanup.add(listenTo<AliListeners>(engine, listeners));
  // A leave during a join does nothing at this vendor, and the join then succeeds.
  leg.ifUnanswered(membership.leaveEarly);
  remote.begin();
  try {
    await membership.enter('join');
  } catch (cause) {
    // An engine that was refused is as good as new.
    leaving = Promise.resolve();
    throw cause;
  }
  const role = interactive ? (request.role ?? 'audience') : undefined;
  const leave = (): Promise<void> => (leaving ??= membership.leave());
  const statsOf = async (userId?: string): Promise<readonly DriverStats[]> => {
    const connection = connectionOf(engine, userId);
    if (!connection) return [];
    const remoteId = userId === undefined ? undefined : remote.idOf(userId);
    const direction = userId === undefined ? 'send' : 'receive';
    return [{ direction, remoteId, report: await connection.getStats() }];
  };
  return {
    native: engine,
    result: {
      roster: remote.enter(),
      localDeferred: true,
      ...(role !== undefined && { role, permissions: permissionsOf(role) }),
    },
    doUnpublish: membership.unpublish,
    doLeave: leave,
    doAbandon() {
      // The engine's own `dispose` would send the leave more surely, but blocks the page for a second.
      isAbandoned = true;
      void leave();
    },
    doSyncLocal: (wanted, call) => local.sync(wanted, call.signal),
    doReplaceTrack: (source, track, call) => local.replace(source, track, call.signal),
    doSetMuted(source, muted) {
      local.setMuted(source, muted);
      return Promise.resolve();
    },
    doSetQuality: (source, quality) => local.setQuality(source, quality),
    doSyncRemote: (remoteId, wanted, call) => remote.sync(remoteId, wanted, call.signal),
    doSetSignals({ levels }) {
      engine.enableAudioVolumeIndicator = levels;
      return Promise.resolve();
    },
    /** What the browser counts: the connection that publishes and one for each person who is received. */
    doGetStats: async () => (await Promise.all([statsOf(), ...remote.userIds().map(statsOf)])).flat(),
    ...(interactive && {
      doSetRole: (wish) => changeRole({ engine, local, environment, sink }, wish),
    }),
  };
}
