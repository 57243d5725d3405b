import type { MediaProcessor } from '@jackfield/core';
import workerUrl from './blur-worker.ts?worker&url';
import { createOwnWorker } from '../app/create-own-worker.ts';
import type { BlurAnswer, BlurRequest } from './blur-messages.ts';
import { createFrameLoad } from './frame-load.ts';
import { readFrames, type FrameReader, type Picture } from './frame-reader.ts';
import { writeFrames } from './frame-writer.ts';
import type { ProcessorReports } from './processor-reports.ts';

/** Less than ten pictures a second are no picture of somebody who moves. */
const keepingUp = { limitMs: 100, warmUpMs: 2000, windowMs: 5000 };

/** The time between two reports of the cost, milliseconds. */
const costEveryMs = 1000;

/**
 * Blurs everything but the people in the picture, in a worker. Nothing is sent before the model is there, and nothing that is not
 * blurred ever: where the worker fails the track ends, and core says so.
 */
export function blurBackground({ oncost, onslow }: ProcessorReports = {}): MediaProcessor {
  return {
    async start(raw, { signal }) {
      const worker = createOwnWorker(workerUrl);
      let reader: FrameReader | undefined;
      const end = (): void => {
        reader?.stop();
        worker.terminate();
      };
      try {
        await readiness(worker, signal);
        reader = await readFrames(raw);
        signal.throwIfAborted();
      } catch (error) {
        end();
        throw error;
      }
      const writer = writeFrames();
      const { track } = writer;
      let stopped = false;
      run({
        worker,
        reader,
        write: (picture) => writer.write(picture),
        running: () => !stopped,
        oncost,
        onslow,
      }).catch(() => {
        // Who holds the track learns that it gives nothing any more.
        if (!stopped) track.dispatchEvent(new Event('ended'));
      });
      return {
        track,
        stop() {
          stopped = true;
          end();
          writer.stop();
        },
      };
    },
  };
}

interface Run extends ProcessorReports {
  readonly worker: Worker;
  readonly reader: FrameReader;
  readonly write: (picture: Picture) => Promise<void>;
  readonly running: () => boolean;
}

/** Blurs one picture after the other; those that come while one is in work are left out. */
async function run({ worker, reader, write, running, oncost, onslow }: Run): Promise<void> {
  const load = createFrameLoad(keepingUp);
  const cost = createFrameLoad({ ...keepingUp, warmUpMs: 0, windowMs: costEveryMs });
  let toldAt = performance.now();
  let slow = false;
  for (let picture = await reader.read(); picture && running(); picture = await reader.read()) {
    const begun = performance.now();
    const blurred = await blurOne(worker, picture);
    if (!running()) {
      blurred.picture.close();
      return;
    }
    await write(blurred.picture);
    const now = performance.now();
    const { averageMs } = cost(now, blurred.costMs);
    if (averageMs !== undefined && now - toldAt >= costEveryMs) {
      toldAt = now;
      oncost?.(averageMs);
    }
    // By the clock, not by the worker's own work: who waits for a processor is late as well.
    if (load(now, now - begun).slow && !slow) {
      slow = true;
      onslow?.();
    }
  }
}

function blurOne(worker: Worker, picture: Picture): Promise<Extract<BlurAnswer, { kind: 'blurred' }>> {
  const request: BlurRequest = { picture };
  worker.postMessage(request, [picture]);
  return answerOf(worker, 'blurred');
}

async function readiness(worker: Worker, signal: AbortSignal): Promise<void> {
  await answerOf(worker, 'ready', signal);
}

/** Waits for an answer of one kind. Rejects when the worker has failed instead, or nobody waits any more. */
function answerOf<Kind extends BlurAnswer['kind']>(
  worker: Worker,
  kind: Kind,
  signal?: AbortSignal,
): Promise<Extract<BlurAnswer, { kind: Kind }>> {
  const listening = new AbortController();
  return new Promise<Extract<BlurAnswer, { kind: Kind }>>((resolve, reject) => {
    const within = { signal: listening.signal };
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => reject(toError(signal.reason)), within);
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), within);
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<BlurAnswer>) => {
        if (isOf(data, kind)) resolve(data);
        else reject(new Error(data.kind === 'failed' ? data.message : 'The blur answered out of turn.'));
      },
      within,
    );
  }).finally(() => {
    listening.abort();
  });
}

function isOf<Kind extends BlurAnswer['kind']>(
  answer: BlurAnswer,
  kind: Kind,
): answer is Extract<BlurAnswer, { kind: Kind }> {
  return answer.kind === kind;
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
