import { AnswerMemory } from './answer-memory.ts';

/** A proposal that the person is asked about. */
export interface MoveQuestion {
  /** Tells it from others. */
  readonly proposal: string;
  /** The name of the provider. */
  readonly to: string;
  /** The user id of whoever asks. */
  readonly by: string;
}

/** The proposals of others in the room, for the person to answer: each proposal once, whoever speaks of it. */
export class MoveQuestions {
  /** The question to show now: the newest. */
  open: MoveQuestion | undefined = $state.raw();
  readonly #answers = new AnswerMemory();

  /** Asks, unless it is granted or was answered. Resolves with the answer; `granted` counts for all who have asked. */
  ask({ granted, ...question }: MoveQuestion & { readonly granted: boolean }): Promise<boolean> {
    const { proposal } = question;
    if (granted) {
      this.#answers.find(proposal)?.settle(true);
      if (this.open?.proposal === proposal) this.open = undefined;
      return Promise.resolve(true);
    }
    const before = this.#answers.find(proposal);
    if (before) return before.promise;
    // The one before has been replaced: nobody goes there any more.
    if (this.open) this.answer(false);
    const { promise } = this.#answers.add(proposal);
    this.open = question;
    return promise;
  }

  /** Answers the open question. */
  answer(is: boolean): void {
    if (this.open) this.#answers.find(this.open.proposal)?.settle(is);
    this.open = undefined;
  }

  /** The call is over: nobody goes anywhere. */
  end(): void {
    this.answer(false);
    this.#answers.clear();
  }
}
