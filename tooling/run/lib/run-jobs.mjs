/**
 * @typedef {object} PlacedJob
 * @property {(place: import('./run-lane.mjs').Place) => Promise<void>} run
 * @property {Promise<unknown> | undefined} [ready] what it waits for
 */

/**
 * Runs jobs, one on each core. Half of the cores begin with the quick ones and half with the slow ones; whoever finds none of
 * its own kind goes on with the other. A job that is not ready lets others go first.
 * @param {{ quick: readonly PlacedJob[], slow: readonly PlacedJob[], cores: number }} request
 */
export async function runJobs({ quick, slow, cores }) {
  const queues = { quick: queueOf(quick), slow: queueOf(slow) };
  const count = quick.length + slow.length;
  const width = Math.max(1, Math.min(cores, count));
  const place = {
    cores: Math.max(1, Math.floor(cores / width)),
    isAlone: width === 1,
    isBesideBrowsers: slow.length > 0,
  };
  const quickFirst = slow.length === 0 ? width : Math.max(1, Math.floor(width / 2));
  const work = async (/** @type {number} */ index) => {
    const [mine, others] = index < quickFirst ? [queues.quick, queues.slow] : [queues.slow, queues.quick];
    for (;;) {
      const job = mine.take() ?? others.take();
      if (job) await job.run(place);
      else {
        const waiting = [...mine.waiting(), ...others.waiting()];
        if (waiting.length === 0) return;
        await Promise.race(waiting);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, (_, index) => work(index)));
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
    /** Settle when a job of the queue is ready. */
    waiting: () => entries.map(({ settled }) => settled),
  };
}
