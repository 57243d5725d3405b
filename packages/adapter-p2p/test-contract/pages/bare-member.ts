import { makeFarTrack, pause, type MadeTrack } from '@jackfield/contract/browser';
import { BareLink } from './bare-link.ts';
import type { MemberWords, Payload, Source, State, Way } from './bare-words.ts';

/** Who a bare member is. */
export interface BareMemberInit {
  readonly way: Way;
  readonly userId: string;
  readonly displayName?: string | undefined;
  /** Whether its pictures have no frames until `draw`. */
  readonly still?: boolean | undefined;
  /** Its camera is large. */
  readonly isLarge?: boolean | undefined;
  /** Whether somebody is worth a connection: other bare members are not. */
  readonly meets: (userId: string) => boolean;
  /** Whether negotiations wait: nobody can receive anything before they go on. */
  readonly held: () => Promise<void> | undefined;
}

interface Publication {
  readonly made: MadeTrack;
  readonly muted: boolean;
}

/** A browser takes some seconds to say that nothing comes any more, milliseconds. */
const noticeMs = 5_000;

/** Somebody in a room who speaks docs/p2p-protocol.md by itself and shares no code with the adapter. */
export class BareMember {
  readonly userId: string;
  readonly #init: BareMemberInit;
  readonly #published = new Map<Source, Publication>();
  readonly #members = new Map<string, MemberWords>();
  readonly #links = new Map<string, BareLink>();
  #id = '';
  #revision = 0;
  #drawing: boolean;

  constructor(init: BareMemberInit) {
    this.userId = init.userId;
    this.#init = init;
    this.#drawing = !(init.still ?? false);
  }

  async join(sources: readonly Source[] = []): Promise<void> {
    for (const source of sources) this.#publication(source, false);
    const { way, userId, displayName = userId } = this.#init;
    const waiting: (() => void)[] = [];
    // Who is there is told before the own id is known, and connections hang on that.
    let later: ((run: () => void) => void) | undefined = (run) => waiting.push(run);
    const when = (run: () => void): void => {
      if (later) later(run);
      else run();
    };
    this.#id = await way.enter(
      { userId, displayName, state: this.#state() },
      {
        joined: (member) => {
          when(() => {
            this.#meet(member);
          });
        },
        left: (id) => {
          when(() => {
            this.#members.delete(id);
            this.#links.get(id)?.break();
            this.#links.delete(id);
          });
        },
        state: (id, state) => {
          when(() => {
            const member = this.#members.get(id);
            if (member && state.revision >= member.state.revision)
              this.#members.set(id, { ...member, state });
          });
        },
        signal: (from, payload) => {
          when(() => void this.#links.get(from)?.take(payload));
        },
      },
    );
    later = undefined;
    for (const run of waiting) run();
  }

  /** What a user publishes, as this member was told; undefined for nobody. */
  stateOf(userId: string): State | undefined {
    return this.#memberOf(userId)?.state;
  }

  /** The id of a user's presence. */
  idOf(userId: string): string | undefined {
    return this.#memberOf(userId)?.id;
  }

  /** Waits until media can flow with a user; not for ever. */
  async connected(userId: string, boundMs: number): Promise<void> {
    for (let waitedMs = 0; waitedMs < boundMs; waitedMs += 25) {
      const member = this.#memberOf(userId);
      if (!member || !this.#init.meets(userId) || this.#links.get(member.id)?.connected) return;
      await pause(25);
    }
  }

  publish(source: Source, muted: boolean): Promise<void> {
    this.#publication(source, muted);
    return this.#tell();
  }

  unpublish(source: Source): Promise<void> {
    this.#published.get(source)?.made.stop();
    this.#published.delete(source);
    return this.#tell();
  }

  setMuted(source: Source, muted: boolean): Promise<void> {
    const publication = this.#published.get(source);
    if (publication) {
      publication.made.track.enabled = !muted;
      this.#published.set(source, { ...publication, muted });
    }
    return this.#tell();
  }

  /** Another track under the same publication: with other connections, so that the others get another one, too. */
  async replaceTrack(source: Source): Promise<void> {
    this.#published.get(source)?.made.stop();
    this.#publication(source, false);
    await Promise.all([...this.#links.values()].map((link) => link.renew()));
  }

  rename(displayName: string): Promise<void> {
    return this.#init.way.rename(displayName);
  }

  message(topic: string, text: string): void {
    for (const link of this.#links.values()) link.message(topic, text);
  }

  moderate(action: 'mute' | 'unpublish', userId: string, source: Source): Promise<void> {
    return this.#init.way.moderate(action, this.idOf(userId) ?? '', source);
  }

  receives(userId: string, source: Source): Promise<boolean> {
    const link = this.#links.get(this.idOf(userId) ?? '');
    return link?.receives(source) ?? Promise.resolve(false);
  }

  draw(drawing: boolean): void {
    if (!this.#init.still) return;
    this.#drawing = drawing;
    for (const { made } of this.#published.values()) made.setStill(!drawing);
  }

  async leave(): Promise<void> {
    await this.#init.way.leave();
    this.#stop();
  }

  crash(): void {
    this.#init.way.vanish();
    this.#stop();
  }

  /** The others cannot reach it for a while. */
  async interrupt(): Promise<void> {
    if (this.#init.way.interrupt) {
      this.#init.way.interrupt();
      return;
    }
    // Only what was up can go down.
    for (const { userId } of this.#members.values()) await this.connected(userId, noticeMs);
    for (const link of this.#links.values()) link.break();
    await pause(noticeMs);
  }

  async restore(): Promise<void> {
    if (this.#init.way.restore) await this.#init.way.restore();
    else for (const link of this.#links.values()) await link.renew();
  }

  #memberOf(userId: string): MemberWords | undefined {
    return [...this.#members.values()].filter((member) => member.userId === userId).at(-1);
  }

  #meet(member: MemberWords): void {
    this.#members.set(member.id, member);
    if (!this.#init.meets(member.userId)) return;
    const link = new BareLink(
      {
        id: this.#id,
        trackOf: (source) => this.#trackOf(source),
        signal: (to, payload) => void this.#signal(to, payload),
      },
      member.id,
    );
    this.#links.set(member.id, link);
    link.start();
  }

  async #signal(to: string, payload: Payload): Promise<void> {
    await this.#init.held();
    this.#init.way.signal(to, payload);
  }

  #trackOf(source: Source): MediaStreamTrack | null {
    const publication = this.#published.get(source);
    if (!publication) return null;
    return publication.muted && publication.made.track.kind === 'video' ? null : publication.made.track;
  }

  #publication(source: Source, muted: boolean): void {
    const made = makeFarTrack(window, this.#init, source);
    made.setStill(!this.#drawing);
    made.track.enabled = !muted;
    this.#published.set(source, { made, muted });
  }

  async #tell(): Promise<void> {
    await this.#init.way.state(this.#state());
    await Promise.all([...this.#links.values()].map((link) => link.sync()));
  }

  #state(): State {
    const sources = [...this.#published].map(([source, { muted }]) => ({ source, muted }));
    return { revision: ++this.#revision, sources };
  }

  #stop(): void {
    for (const link of this.#links.values()) link.break();
    for (const { made } of this.#published.values()) made.stop();
    this.#links.clear();
  }
}
