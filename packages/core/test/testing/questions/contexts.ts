import { how, note, thrown, type Question } from './stage.ts';

/** Of audio contexts. */
export const contextQuestions: readonly Question[] = [
  {
    title: 'a context that falls asleep and wakes: each is told once',
    async ask(stage) {
      const context = stage.context();
      await context.resume();
      await stage.quiet();
      const log = note(context, 'statechange');
      await context.suspend();
      await context.suspend();
      await stage.quiet();
      await context.resume();
      await context.resume();
      await stage.quiet();
      return log;
    },
    answer: ['statechange, suspended', 'statechange, running'],
  },
  {
    title: 'a context that is closed: told, and it refuses to wake, to sleep and to close',
    async ask(stage) {
      const context = stage.context();
      await context.resume();
      await stage.quiet();
      const log = note(context, 'statechange');
      const ends = [await how(stage, context.close())];
      ends.push(await how(stage, context.resume()));
      ends.push(await how(stage, context.suspend()));
      ends.push(await how(stage, context.close()));
      return [log, context.state, ends];
    },
    answer: [
      ['statechange, closed'],
      'closed',
      ['resolved', 'InvalidStateError', 'InvalidStateError', 'InvalidStateError'],
    ],
  },
  {
    title: 'what a closed context still makes',
    async ask(stage) {
      const context = stage.context();
      await context.close();
      return [
        thrown(() => context.createGain()),
        thrown(() => context.createAnalyser()),
        thrown(() => context.createMediaStreamSource(stage.stream('audio'))),
        thrown(() => context.createMediaStreamDestination()),
      ];
    },
    answer: ['nothing', 'nothing', 'nothing', 'nothing'],
  },
  {
    title: 'a stream without sound cannot be brought into a context',
    ask: (stage) =>
      Promise.resolve(thrown(() => stage.context().createMediaStreamSource(stage.stream('video')))),
    answer: 'InvalidStateError',
  },
];
