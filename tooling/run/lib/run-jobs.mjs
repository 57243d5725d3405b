/**
 * @typedef {(place: import('./run-lane.mjs').Place) => Promise<void>} PlacedJob
 */

/**
 * Runs jobs, one on each core. Half of the cores begin with the quick ones and half with the slow ones; whoever finds none of
 * its own kind goes on with the other.
 * @param {{ quick: readonly PlacedJob[], slow: readonly PlacedJob[], cores: number }} request
 */
export async function runJobs({ quick, slow, cores }) {
  const queues = { quick: [...quick], slow: [...slow] };
  const count = quick.length + slow.length;
  const width = Math.max(1, Math.min(cores, count));
  const place = { cores: Math.max(1, Math.floor(cores / width)), isAlone: width === 1 };
  const quickFirst = slow.length === 0 ? width : Math.max(1, Math.floor(width / 2));
  const work = async (/** @type {number} */ index) => {
    const [mine, others] = index < quickFirst ? [queues.quick, queues.slow] : [queues.slow, queues.quick];
    for (let job = mine.shift() ?? others.shift(); job; job = mine.shift() ?? others.shift())
      await job(place);
  };
  await Promise.all(Array.from({ length: width }, (_, index) => work(index)));
}
