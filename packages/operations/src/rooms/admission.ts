import { report } from '../shared/report.ts';
import { isSame, type Move } from './move.ts';

/** The questions to the app, whether somebody may move this session. */
export interface Admission {
  /** Asks about what somebody proposes now, unless that has been asked or another answer of theirs is waited for. */
  consider(from: string): void;
  /** Tells whether the app lets somebody move this session by that proposal. */
  trusts(from: string, move: Move | undefined): boolean;
  /** Forgets somebody who has gone. */
  forget(from: string): void;
}

/** The surroundings of the questions. */
export interface AdmissionPort {
  /** Gives what somebody proposes now, where that would win. */
  proposalOf(from: string): Move | undefined;
  /** Asks the app. What it rejects with is a no, and is reported. */
  judge(from: string, move: Move): Promise<boolean>;
  /** Hears of a yes. */
  granted(from: string, move: Move): void;
}

/** The number of proposals of one participant that an app is asked about: whoever brings ever new ones is no longer heard. */
const mostAsked = 64;

interface Question {
  readonly move: Move;
  /** The number of this one among those of the speaker. */
  readonly number: number;
  isOpen: boolean;
  isGranted: boolean;
}

/** Makes them: of each speaker one at a time, and one is remembered, however much somebody says. */
export function createAdmission({ proposalOf, judge, granted }: AdmissionPort): Admission {
  const questions = new Map<string, Question>();
  async function ask(from: string, question: Question): Promise<void> {
    const isGranted = await judge(from, question.move).catch((error: unknown) => {
      report(error);
      return false;
    });
    question.isOpen = false;
    question.isGranted = isGranted;
    // Somebody has gone meanwhile.
    if (questions.get(from) !== question) return;
    if (isGranted) granted(from, question.move);
    consider(from);
  }
  function consider(from: string): void {
    const move = proposalOf(from);
    const before = questions.get(from);
    if (!move || before?.isOpen || isSame(before?.move, move)) return;
    const number = (before?.number ?? 0) + 1;
    if (number > mostAsked) return;
    const question = { move, number, isOpen: true, isGranted: false };
    questions.set(from, question);
    void ask(from, question);
  }
  return {
    consider,
    trusts(from, move) {
      const question = questions.get(from);
      return question?.isGranted === true && isSame(question.move, move);
    },
    forget: (from) => void questions.delete(from),
  };
}
