/** An answer that is waited for, or was given. */
export interface PendingAnswer {
  readonly promise: Promise<boolean>;
  /** Answers; only the first time counts. */
  settle(is: boolean): void;
}

/** Answers that are remembered. */
const longest = 50;

/** The answers to proposals, the newest ones. */
export class AnswerMemory {
  readonly #answers = new Map<string, PendingAnswer>();

  /** Finds the answer to a proposal that was asked about. */
  find(proposal: string): PendingAnswer | undefined {
    return this.#answers.get(proposal);
  }

  /** Adds a proposal that is asked about. */
  add(proposal: string): PendingAnswer {
    let settle: (is: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    const answer = { promise, settle };
    this.#answers.set(proposal, answer);
    const [oldest] = this.#answers;
    if (this.#answers.size > longest && oldest) {
      oldest[1].settle(false);
      this.#answers.delete(oldest[0]);
    }
    return answer;
  }

  /** Forgets all of them. */
  clear(): void {
    this.#answers.clear();
  }
}
