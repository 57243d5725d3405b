import { candidatePorts, type Impairment, Impairments, type Recorder } from '@jackfield/emulator-kit';

import type { EmulatorSettings } from '../settings/options.ts';
import type { Sessions } from '../signalling/sessions.ts';
import { TurnServer } from '../turn/turn-server.ts';

/** Where media passes: the TURN relay, the ports of the forwarder behind it, and what goes wrong between them. */
export class MediaPlane {
  readonly turn: TurnServer;
  readonly #ports = new Map<number, number>();
  readonly #impairments: Impairments;

  constructor({
    settings,
    recorder,
    sessions,
    onFailure,
  }: {
    settings: EmulatorSettings;
    recorder: Recorder;
    sessions: Sessions;
    onFailure: (error: unknown) => void;
  }) {
    this.#impairments = new Impairments({ seed: settings.seed });
    this.turn = new TurnServer({
      address: settings.host,
      port: settings.turnPort,
      password: settings.turnPassword,
      recorder,
      onFailure,
      allocationsPerOwner: settings.limits.allocationsPerSession,
      ownerOf: (username) => {
        const { appId, session } = readTurnUsername(username);
        return appId === undefined || session === undefined ? undefined : sessions.find(appId, session);
      },
      isMediaPort: (port) => this.#ports.has(port),
      carry: (owner, pass) => {
        this.#impairments.carry(owner, pass);
      },
    });
  }

  /** Lets the relay reach the ports of a local description; returns the undo. */
  openPorts(sdp: string): () => void {
    const ports = candidatePorts(sdp);
    for (const port of ports) this.#ports.set(port, (this.#ports.get(port) ?? 0) + 1);
    return () => {
      for (const port of ports) {
        const uses = (this.#ports.get(port) ?? 1) - 1;
        if (uses === 0) this.#ports.delete(port);
        else this.#ports.set(port, uses);
      }
    };
  }

  get openPortCount(): number {
    return this.#ports.size;
  }

  impair(owner: string, impairment: Impairment | undefined): void {
    this.#impairments.impair(owner, impairment);
  }

  /** Forgets a session that is gone. */
  forget(owner: string): void {
    this.#impairments.impair(owner, undefined);
    this.turn.closeAllocations((allocation) => allocation.owner === owner);
  }

  async dispose(): Promise<void> {
    this.#impairments.dispose();
    await this.turn.dispose();
  }
}

/** The SDK's TURN user name: the user id, `?`, and the fields of its admission. */
function readTurnUsername(username: string): { appId: string | undefined; session: string | undefined } {
  const fields = new URLSearchParams(username.slice(username.indexOf('?') + 1));
  return { appId: fields.get('appid') ?? undefined, session: fields.get('session') ?? undefined };
}
