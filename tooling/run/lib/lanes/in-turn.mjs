/**
 * Runs jobs with at most `width` of them at the same time; results keep the order of the jobs.
 * @template T
 * @param {{ jobs: (() => Promise<T>)[], width: number }} request
 * @returns {Promise<T[]>}
 */
export async function inTurn({ jobs, width }) {
  /** @type {T[]} */
  const results = new Array(jobs.length);
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const index = next++;
      const job = jobs[index];
      if (job) results[index] = await job();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, jobs.length)) }, worker));
  return results;
}
