import type { CredentialFunction } from '@jackfield/core/adapter';
import { createWaits, fetchCredential, untilAborted, type LegContext } from '@jackfield/core/adapter-kit';
import { checkCredential } from '../credential/check-credential.ts';
import { toAuthInfo, type AliyunCredential } from '../credential/credential.ts';
import { allowSignalling, leaveEarly, stopSignalling } from '../engine/engine-internals.ts';
import type { AliEngine } from '../engine/port.ts';
import type { LocalPublications } from '../local/local-publications.ts';
import { joinRefusal } from '../map/join-refusal.ts';
import { errors } from '../map/map-errors.ts';
import { encodeName } from '../map/map-roster.ts';
import { numberOfRole } from '../map/roles.ts';

/** The time that the vendor has for a leave, which may never settle, and for the end of what is published: less than core has for both. */
const leaveMs = 1_900;
const unpublishMs = 900;

/** What a membership is made of. */
export interface MembershipParts extends Pick<LegContext, 'request' | 'sink' | 'environment' | 'waits'> {
  readonly engine: AliEngine;
  readonly local: LocalPublications;
  readonly credential: CredentialFunction<AliyunCredential>;
  /** Whether rooms have hosts and an audience. */
  readonly interactive: boolean;
}

/** An engine's being in its room: the way in, and every way out. */
export interface Membership {
  /** Enters the room. The engine cannot stop a join that is under way; it settles when that does. */
  enter(reason: 'join' | 'reconnect'): Promise<void>;
  /** Ends what is published: the engine's own leave does not wait for it, and everybody would keep a frozen picture. */
  unpublish(): Promise<void>;
  /**
   * Leaves in bounded time, whatever the service answers. Polling has ended then. A way back in that is under way is not waited for:
   * where it succeeds all the same it has to be left again.
   */
  leave(): Promise<void>;
  /** Tells the service to forget a join that it has not answered. */
  leaveEarly(): Promise<void>;
  /** Ends everything, but where a leave is under way that nobody has waited for: the engine clears up when that is answered. */
  dispose(how: { readonly isLeaving: boolean }): void;
  /** Tells whether the engine has always done as it was told: one that has not is used no more. */
  isReusable(): boolean;
}

/** Makes the membership of one leg. */
export function createMembership(parts: MembershipParts): Membership {
  const { engine, local, credential, interactive, request, sink, environment } = parts;
  let waits = createWaits(environment.clock);
  let entering = false;
  let isIn = false;
  let isDisposed = false;
  let didAsTold = true;
  let leaving: Promise<void> | undefined;

  const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
    const did = await waits.within(ms, work, (cause) => {
      const error = errors.from(cause, 'The vendor refused to let go.', 'server-error');
      if (!isDisposed) sink.vendorEvent({ name: 'leave-failed', payload: { error } });
    });
    if (!did) didAsTold = false;
  };
  const leaveEngine = async (): Promise<void> => {
    // The engine's own leave is no use during a join (measured).
    if (entering) await within(leaveMs, leaveEarly(engine));
    // It never settles where signalling is dead; where the service refuses it, polling goes on for ever.
    if (isIn) await within(leaveMs, engine.leaveChannel());
    isIn = false;
    stopSignalling(engine);
  };
  return {
    async enter(reason) {
      const { room, userId, displayName, role = 'audience' } = request;
      const given = await fetchCredential({ credential, request, reason, errors });
      const nowSeconds = environment.wallNow() / 1_000;
      const checked = checkCredential(given, { room, userId, nowSeconds });
      if (interactive) {
        engine.setChannelProfile(1);
        await untilAborted(engine.setClientRole(numberOfRole(role)), { ...request, what: 'Joining' });
      }
      allowSignalling(engine);
      entering = true;
      try {
        // Never settles where the polled answer is lost.
        await engine.joinChannel(toAuthInfo(checked), encodeName(displayName));
        isIn = true;
      } catch (cause) {
        throw joinRefusal(cause, checked);
      } finally {
        entering = false;
      }
    },
    async unpublish() {
      engine.enableAudioVolumeIndicator = false;
      await within(unpublishMs, local.end(undefined));
      local.release();
    },
    leave() {
      // A second one would resolve at once, and end the polling that the first one waits for.
      leaving ??= leaveEngine().finally(() => {
        leaving = undefined;
      });
      return leaving;
    },
    async leaveEarly() {
      if (entering) await within(leaveMs, leaveEarly(engine));
      stopSignalling(engine);
    },
    dispose({ isLeaving }) {
      isDisposed = true;
      if (isLeaving) return;
      waits.end();
      // For a join that succeeds all the same.
      waits = createWaits(environment.clock);
      // A join that is still under way can neither be stopped nor left: it is left when it succeeds.
      if (!entering) stopSignalling(engine);
    },
    isReusable: () => didAsTold,
  };
}
