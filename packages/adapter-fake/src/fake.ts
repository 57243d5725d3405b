import type { CredentialFunction, RtcAdapter, RtcCapabilities, RtcLimits } from '@jackfield/core/adapter';
import { createLegDriver, defineAdapter } from '@jackfield/core/adapter-kit';
import type { BotOptions } from './cloud/bots.ts';
import { defaultLimits, fullCapabilities } from './capabilities.ts';
import type { FakeCloud } from './cloud/cloud.ts';
import { joinCloud } from './cloud/join-cloud.ts';
import { misbehave } from './trouble/misbehave.ts';

/** How the fake adapter presents itself. Everything may be left out. */
export interface FakeAdapterOptions {
  /** The name in errors and tables. `fake` where left out. */
  readonly name?: string | undefined;
  /** What it claims not to have, or to have otherwise: for building an app against a vendor that can less. */
  readonly capabilities?: Partial<RtcCapabilities> | undefined;
  /** Limits other than the defaults. */
  readonly limits?: Partial<RtcLimits> | undefined;
  /**
   * Called at each join and each renewal, as a vendor's is, with what a credential is asked for; what it rejects with fails those. What it
   * gives nobody looks at.
   */
  readonly credential?: CredentialFunction<unknown> | undefined;
  /** Milliseconds that a credential lasts; for ever where left out. */
  readonly credentialLifetimeMs?: number | undefined;
  /**
   * When those who are in the room already are told: `before` the join has resolved, `with` it, or `after` it. As
   * `capabilities.roster` says where left out (`with` or `after`).
   */
  readonly rosterArrives?: 'before' | 'with' | 'after' | undefined;
  /** A crowd in every room while a session of this adapter is in it, as {@link addBots} makes it. None where left out. */
  readonly bots?: BotOptions | undefined;
}

/**
 * The adapter over a fake cloud. Every session that joins the same room of the same cloud meets the others there.
 *
 * @param cloud - made by `createFakeCloud`.
 * @param options - how the adapter presents itself.
 */
export function fake(cloud: FakeCloud, options: FakeAdapterOptions = {}): RtcAdapter<FakeCloud> {
  const { name = 'fake', credential, credentialLifetimeMs, bots } = options;
  const capabilities: RtcCapabilities = {
    ...fullCapabilities,
    duplicateIdentity: cloud.duplicateIdentity,
    ...(options.rosterArrives ? { roster: rosterOf(options.rosterArrives) } : {}),
    ...options.capabilities,
  };
  const rosterArrives = options.rosterArrives ?? (capabilities.roster === 'complete' ? 'with' : 'after');
  const limits = { ...defaultLimits, ...options.limits };
  const parts = { cloud, name, capabilities, limits, credential, credentialLifetimeMs, bots, rosterArrives };
  return defineAdapter({
    name,
    capabilities,
    limits,
    // It runs wherever JavaScript does.
    checkSupport: () => ({ supported: true, problems: [] }),
    open: (leg) => joinCloud(parts, leg),
    driver: (leg) => misbehave(createLegDriver(leg), { board: cloud.engine.board, sink: leg.sink }),
  });
}

function rosterOf(arrives: 'before' | 'with' | 'after'): RtcCapabilities['roster'] {
  return arrives === 'with' ? 'complete' : 'streaming';
}
