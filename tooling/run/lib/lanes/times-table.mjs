import { detail, say } from '../say.mjs';

/**
 * Prints what each lane and package took, and the slowest tests.
 * @param {{ tally: import('./tally.mjs').Tally, wallMs: number, cores: number }} run
 */
export function printTimes({ tally, wallMs, cores }) {
  if (tally.timings.length === 0) return;
  say(
    `Times (processor: of every process that was started, browsers and servers too; share: of ${cores} cores)`,
  );
  for (const line of timesTable({ timings: tally.timings, wallMs, cores })) detail(line);
  if (tally.slowest.length === 0) return;
  say('The slowest tests');
  for (const { name, ms } of tally.slowest) detail(`${seconds(ms).padStart(8)}  ${name}`);
}

/**
 * One line for each lane and for each of its packages, and one for all.
 * @param {{ timings: readonly import('./tally.mjs').Timing[], wallMs: number, cores: number }} run
 */
export function timesTable({ timings, wallMs, cores }) {
  const lanes = [...new Set(timings.map(({ lane }) => lane))];
  const rows = lanes.flatMap((lane) => {
    const own = timings.filter((timing) => timing.lane === lane);
    const [only] = own;
    if (own.length === 1 && only?.what === '') return [{ ...only, what: lane }];
    return [
      together({ what: lane, timings: own }),
      ...own.map((timing) => ({ ...timing, what: `  ${timing.what}` })),
    ];
  });
  const all = { ...together({ what: 'together', timings }), wallMs };
  const cells = [
    ['', 'tests', 'wall', 'processor', 'share'],
    ...[...rows, all].map(({ what, tests, wallMs: wall, processorMs }) => [
      what,
      String(tests),
      seconds(wall),
      processorMs === undefined ? '?' : seconds(processorMs),
      processorMs === undefined ? '?' : `${Math.round((100 * processorMs) / (wall * cores))} %`,
    ]),
  ];
  const width = Math.max(...cells.map(([what = '']) => what.length));
  return cells.map(([what = '', ...figures]) =>
    [what.padEnd(width), ...figures.map((figure) => figure.padStart(10))].join('').trimEnd(),
  );
}

/** @param {{ what: string, timings: readonly import('./tally.mjs').Timing[] }} group */
function together({ what, timings }) {
  /** @param {(timing: import('./tally.mjs').Timing) => number} figure */
  const total = (figure) => timings.reduce((sum, timing) => sum + figure(timing), 0);
  const isKnown = timings.every(({ processorMs }) => processorMs !== undefined);
  return {
    what,
    tests: total(({ tests }) => tests),
    wallMs: total(({ wallMs }) => wallMs),
    processorMs: isKnown ? total(({ processorMs = 0 }) => processorMs) : undefined,
  };
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
