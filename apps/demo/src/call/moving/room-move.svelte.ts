import { isRtcError, RtcError, type RtcErrorCode } from '@jackfield/core';
import { compareAdapters, type DifferenceName } from '@jackfield/core/switch';
import type { MovePlan, MoveRequest, RoomMoves, RoomMoveState } from '@jackfield/operations/rooms';
import type { Way } from '../../app/adapter-choice.ts';
import { withProvider } from '../../app/address.ts';
import type { CallHost } from '../../app/call-host.ts';
import { ownMark } from '../../app/own-mark.ts';
import { askToEnter } from '../../host/ask-to-enter.ts';
import type { HostTools } from '../../host/host-tools.svelte.ts';
import { graveLosses } from '../switching/grave-losses.ts';
import { MoveQuestions } from './move-questions.svelte.ts';
import { MoveWays } from './move-ways.ts';

/** The time in which everybody is to be there before those who are not are named, milliseconds. */
const deadlineMs = 30_000;

/** The place of the room in its move, as a person is told it. */
export type RoomMoveView =
  | { readonly status: 'idle' }
  | {
      readonly status: 'moving' | 'there' | 'back' | 'moved' | 'stayed';
      /** The name of the provider. */
      readonly to: string;
      /** Those who are there, and those who are not, by their user ids. */
      readonly followed: readonly string[];
      readonly notFollowed: readonly string[];
    }
  | { readonly status: 'failed'; readonly to: string; readonly code: RtcErrorCode };

/** The part of the app that moves. */
type MovingApp = Pick<CallHost, 'view' | 'adapter' | 'provider' | 'userId' | 'chooseWay' | 'goOn'>;

/** The moves of the room that a session is in, from one provider to another. */
export class RoomMove {
  /** The place to show now. */
  view: RoomMoveView = $state.raw({ status: 'idle' });
  /** The proposals of others, for the person to answer. */
  readonly questions: MoveQuestions = new MoveQuestions();
  /** The providers that it may move to. */
  readonly ways: MoveWays;
  readonly #app: MovingApp;
  readonly #host: Pick<HostTools, 'state'>;
  #moves: Promise<RoomMoves> | undefined;
  /** The provider that the moves begin with. */
  #base = '';
  #seen = '';
  #over = new AbortController();

  constructor(app: MovingApp, host: Pick<HostTools, 'state'>) {
    this.#app = app;
    this.ways = new MoveWays(app);
    this.#host = host;
  }

  /** Listens to the room, with the provider of the moment. Begins anew where another one has it than a move has brought. */
  follow(provider: string): void {
    if (this.#moves && this.#base === provider) return;
    this.end();
    this.#base = provider;
    const over = new AbortController();
    this.#over = over;
    const { session } = this.#app.view;
    const current: MovePlan = { adapter: this.#app.adapter, samePerson };
    this.#moves = import('@jackfield/operations/rooms').then(({ createRoomMoves }) =>
      createRoomMoves(session, {
        current: provider,
        plans: (plan) => (plan === provider ? current : this.#planOf(plan)),
        authorizeMove: (request) => this.#authorize(request),
        onChange: (state) => {
          if (this.#over === over) this.#changed(state);
        },
      }),
    );
    this.#moves.then(
      (moves) => {
        if (over.signal.aborted) moves.stop();
      },
      // A room whose code did not come does not move: whoever proposes hears of it.
      () => undefined,
    );
  }

  /** Proposes that everybody goes on with a provider. Never rejects: `view` tells what came of it. */
  async propose({
    way,
    allow,
  }: {
    readonly way: Way;
    readonly allow: readonly DifferenceName[];
  }): Promise<void> {
    const { provider: to } = way;
    this.ways.allow(to, allow);
    this.#seen = '';
    this.view = { status: 'moving', to, followed: [], notFollowed: [] };
    try {
      const [moves] = await Promise.all([this.#moves, this.#enter(way)]);
      await moves?.propose(to, { deadlineMs });
    } catch (error) {
      // What is no error of a call is code that could not be fetched.
      this.view = { status: 'failed', to, code: isRtcError(error) ? error.code : 'network' };
    }
  }

  /** Takes back what was shown; it shows again when it has changed. */
  dismiss(): void {
    if (this.view.status !== 'idle' && this.view.status !== 'failed') this.#seen = this.view.status;
    this.view = { status: 'idle' };
  }

  /** The call is over, and with it all of this. */
  end(): void {
    this.#over.abort();
    this.questions.end();
    void this.#moves?.then(
      (moves) => {
        moves.stop();
      },
      () => undefined,
    );
    this.#moves = undefined;
    this.view = { status: 'idle' };
  }

  #changed({ plan, movingTo, status, followed, notFollowed }: RoomMoveState): void {
    if (movingTo === undefined || status === 'none') return;
    if (status === 'moved' && plan !== this.#app.provider) void this.#arrive(plan);
    if (status === this.#seen) return;
    this.view = { status, to: movingTo, followed, notFollowed };
  }

  async #arrive(plan: string): Promise<void> {
    this.#base = plan;
    const { way } = await this.ways.get(plan);
    const room = this.#app.view.session.snapshot.self?.room ?? '';
    history.replaceState(null, '', withProvider({ adapter: plan, room }, location.href));
    this.#app.goOn(way);
  }

  async #planOf(name: string): Promise<MovePlan | undefined> {
    const { way, problems } = await this.ways.get(name);
    if (problems.length > 0) return undefined;
    // What is in use or protects somebody is given up only by their own tick.
    const { lost } = compareAdapters(this.#app.adapter, way.adapter);
    const grave = graveLosses(lost, this.#app.view.session);
    const light = lost.map((each) => each.name).filter((each) => !grave.includes(each));
    return { adapter: way.adapter, samePerson, allow: this.ways.allowedFor(name) ?? light };
  }

  /** The host of the room moves it; of anybody else the person is asked. */
  async #authorize({ plan, from, proposal }: MoveRequest): Promise<boolean> {
    const { way } = await this.ways.get(plan);
    const byHost = this.#host.state?.host === from.userId;
    const isGranted = await this.questions.ask({ proposal, to: plan, by: from.userId, granted: byHost });
    if (isGranted) await this.#enter(way);
    return isGranted;
  }

  /** Asks the host of the room at the next provider, as somebody who comes by the lobby. Rejects `forbidden`. */
  async #enter({ adapter, hosted, provider }: Way): Promise<void> {
    const { self } = this.#app.view.session.snapshot;
    if (!hosted || !self) return;
    const place = { provider, room: self.room, userId: this.#app.userId };
    const { signal } = this.#over;
    const entry = await askToEnter(place, {
      name: self.displayName,
      key: await ownMark(adapter),
      signal,
      onwaiting: () => undefined,
    });
    if (entry !== 'open')
      throw new RtcError({ code: 'forbidden', message: `The host of the next room answered: ${entry}.` });
  }
}

/** The server of this page gives nobody the id of somebody else, at any provider. */
function samePerson(one: string, other: string): boolean {
  return one === other;
}
