import { setMaxListeners } from 'node:events';
import { expect, it } from 'vitest';
import { compare, lineOf, type Comparison } from './compare.ts';
import {
  factsAmong,
  joinsAmong,
  messagesByDriver,
  messagesBySession,
  mutesByDriver,
  mutesBySession,
  secondsWithLevels,
} from './subjects.ts';

const comparisons: readonly Comparison[] = [
  {
    name: 'the same twice: what a ratio of 1 looks like here',
    baseline: 'a fact among 10 people',
    make: { baseline: () => factsAmong(10), candidate: () => factsAmong(10) },
  },
  {
    name: 'a fact among 100 people, from the driver to the event',
    baseline: 'a fact among 10 people',
    make: { baseline: () => factsAmong(10), candidate: () => factsAmong(100) },
  },
  {
    name: 'a fact among 1,000 people, from the driver to the event',
    baseline: 'a fact among 10 people',
    make: { baseline: () => factsAmong(10), candidate: () => factsAmong(1_000) },
  },
  {
    name: 'a fact with 10 who read the snapshot at each change notice',
    baseline: 'a fact with nobody subscribed',
    make: { baseline: () => factsAmong(100), candidate: () => factsAmong(100, { subscribers: 10 }) },
  },
  {
    name: 'joining 1,000 people and leaving, for each of them',
    baseline: 'joining 10 people and leaving, for each of them',
    make: { baseline: () => joinsAmong(10), candidate: () => joinsAmong(1_000) },
  },
  {
    name: 'a message through a session',
    baseline: "the driver's call alone",
    make: { baseline: messagesByDriver, candidate: messagesBySession },
  },
  {
    name: 'muting or unmuting a microphone through a session',
    baseline: "the driver's call alone",
    make: { baseline: mutesByDriver, candidate: mutesBySession },
  },
  {
    name: 'a second of a call while 1 listens to levels',
    baseline: 'a second of a call while nobody does',
    make: { baseline: () => secondsWithLevels(0), candidate: () => secondsWithLevels(1) },
  },
  {
    name: 'a second of a call while 50 listen to levels',
    baseline: 'a second of a call while 1 does',
    make: { baseline: () => secondsWithLevels(1), candidate: () => secondsWithLevels(50) },
  },
];

// Node warns of more than ten listeners to one signal; a thousand subscriptions at a time are meant here.
setMaxListeners(0);

// Figures to read, not to pass: only that something was measured is checked.
it('ratios, measured side by side', async () => {
  const lines: string[] = [];
  for (const comparison of comparisons) {
    const measured = await compare(comparison);
    expect([comparison.name, Number.isFinite(measured.ratio)]).toEqual([comparison.name, true]);
    lines.push(lineOf(measured));
  }
  console.log(
    [
      '| what | baseline (processor time) | ratio | 10 % to 90 % | rounds |',
      '|---|---|---|---|---|',
      ...lines,
    ].join('\n'),
  );
});
