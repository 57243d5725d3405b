/**
 * Runs preparations one at a time, the slow ones after the others: apt does not wait for another apt, and what is built for
 * minutes keeps nobody waiting who needs something else.
 * @template Request, Result
 * @param {object} options
 * @param {Promise<unknown>} options.after nothing begins before this is over
 * @param {(request: Request) => boolean} options.isSlow
 * @param {(request: Request) => Promise<Result>} options.run
 * @returns {(request: Request) => Promise<Result>}
 */
export function preparationQueue({ after, isSlow, run }) {
  /** @type {{ request: Request, begin: () => Promise<unknown> }[]} */
  const waiting = [];
  let isBusy = false;
  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    await after;
    while (waiting.length > 0) {
      const index = waiting.findIndex(({ request }) => !isSlow(request));
      const [next] = waiting.splice(Math.max(0, index), 1);
      await next?.begin();
    }
    isBusy = false;
  };
  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, begin: () => run(request).then(resolve, reject) });
      void work();
    });
}
