/**
 * @typedef {object} PlacedJob
 * @property {(place: import('./run-lane.mjs').Place) => Promise<void>} run
 * @property {Promise<unknown> | undefined} [ready] what it waits for
 */

/**
 * Runs jobs, one on each core: slow ones on half of the cores, which go on with quick ones where none is left, and quick ones on the
 * others, which never help with slow ones: those have a browser, and two of them on two cores time each other out. A job that is not
 * ready lets others go first. A slow one that begins when no quick one is left or running has the machine to itself.
 * @param {{ quick: readonly PlacedJob[], slow: readonly PlacedJob[], cores: number }} request
 */
export async function runJobs({ quick, slow, cores }) {
  const queues = { quick: queueOf(quick), slow: queueOf(slow) };
  const slowWorkers = Math.min(slow.length, Math.max(1, Math.floor(cores / 2)));
  const quickWorkers = Math.min(quick.length, cores - slowWorkers);
  const width = Math.max(1, slowWorkers + quickWorkers);
  let quickRunning = 0;
  const placeOf = (/** @type {boolean} */ isQuick) => {
    const beside = isQuick || quickRunning > 0 || !queues.quick.isEmpty() ? width : Math.max(1, slowWorkers);
    return {
      cores: Math.max(1, Math.floor(cores / beside)),
      isAlone: width === 1,
      isBesideBrowsers: slow.length > 0,
    };
  };
  const work = async (/** @type {readonly ReturnType<typeof queueOf>[]} */ ...kinds) => {
    for (;;) {
      /** @type {PlacedJob | undefined} */
      let job;
      let isQuick = false;
      for (const kind of kinds) {
        if (job) break;
        job = kind.take();
        isQuick = kind === queues.quick;
      }
      if (job) {
        const place = placeOf(isQuick);
        if (isQuick) quickRunning += 1;
        await job.run(place);
        if (isQuick) quickRunning -= 1;
      } else {
        const waiting = kinds.flatMap((kind) => kind.waiting());
        if (waiting.length === 0) return;
        await Promise.race(waiting);
      }
    }
  };
  await Promise.all([
    ...Array.from({ length: quickWorkers }, () => work(queues.quick)),
    ...Array.from({ length: slowWorkers }, () => work(queues.slow, queues.quick)),
  ]);
}

/** @param {readonly PlacedJob[]} jobs */
function queueOf(jobs) {
  const entries = jobs.map((job) => {
    const entry = {
      job,
      isReady: job.ready === undefined,
      settled: /** @type {Promise<void>} */ (Promise.resolve()),
    };
    const settle = () => {
      entry.isReady = true;
    };
    if (job.ready !== undefined) entry.settled = job.ready.then(settle, settle);
    return entry;
  });
  return {
    /** The first job that is ready, which leaves the queue. @returns {PlacedJob | undefined} */
    take() {
      const index = entries.findIndex(({ isReady }) => isReady);
      return index < 0 ? undefined : entries.splice(index, 1)[0]?.job;
    },
    /** True once it has given away all of its jobs. */
    isEmpty: () => entries.length === 0,
    /** Settle when a job of the queue is ready. */
    waiting: () => entries.map(({ settled }) => settled),
  };
}
