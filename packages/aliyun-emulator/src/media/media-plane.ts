import type { EmulatorSettings } from '../options.ts';
import type { Recorder } from '../recorder.ts';
import type { Sessions } from '../signalling/sessions.ts';
import { seededRandom, type Impairment } from '../turn/impairment.ts';
import { TurnServer } from '../turn/turn-server.ts';
import { candidatePorts } from './sdp-identity.ts';

const maximumDelayed = 20_000;

/** Where media passes: the TURN relay, the ports of the forwarder behind it, and what goes wrong between them. */
export class MediaPlane {
  readonly turn: TurnServer;
  readonly #ports = new Map<number, number>();
  readonly #impaired = new Map<string, Impairment>();
  readonly #delayed = new Set<NodeJS.Timeout>();
  readonly #random: () => number;

  constructor({
    settings,
    recorder,
    sessions,
  }: {
    settings: EmulatorSettings;
    recorder: Recorder;
    sessions: Sessions;
  }) {
    this.#random = seededRandom(settings.seed);
    this.turn = new TurnServer({
      address: settings.host,
      port: settings.turnPort,
      password: settings.turnPassword,
      recorder,
      allocationsPerOwner: settings.limits.allocationsPerSession,
      ownerOf: (username) => {
        const { appId, session } = readTurnUsername(username);
        return appId === undefined || session === undefined ? undefined : sessions.find(appId, session);
      },
      isMediaPort: (port) => this.#ports.has(port),
      carry: (owner, pass) => {
        this.#carry(owner, pass);
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
    if (impairment === undefined) this.#impaired.delete(owner);
    else this.#impaired.set(owner, impairment);
  }

  /** Forgets a session that is gone. */
  forget(owner: string): void {
    this.#impaired.delete(owner);
    this.turn.closeAllocations((allocation) => allocation.owner === owner);
  }

  async dispose(): Promise<void> {
    for (const timer of this.#delayed) clearTimeout(timer);
    this.#delayed.clear();
    await this.turn.dispose();
  }

  #carry(owner: string, pass: () => void): void {
    const impairment = this.#impaired.get(owner);
    if (impairment === undefined) {
      pass();
      return;
    }
    const { loss = 0, delayMs = 0 } = impairment;
    if (loss > 0 && this.#random() < loss) return;
    if (delayMs === 0) {
      pass();
      return;
    }
    if (this.#delayed.size >= maximumDelayed) return;
    const timer = setTimeout(() => {
      this.#delayed.delete(timer);
      pass();
    }, delayMs);
    this.#delayed.add(timer);
  }
}

/** The SDK's TURN user name: the user id, `?`, and the fields of its admission. */
function readTurnUsername(username: string): { appId: string | undefined; session: string | undefined } {
  const fields = new URLSearchParams(username.slice(username.indexOf('?') + 1));
  return { appId: fields.get('appid') ?? undefined, session: fields.get('session') ?? undefined };
}
