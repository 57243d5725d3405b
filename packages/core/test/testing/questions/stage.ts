import type {
  AudioContextPort,
  AudioOutputElement,
  MediaDevicesPort,
  VideoView,
} from '../../../src/environment/rtc-environment.ts';

/** The place that a question is put in: the doubles, or a browser. */
export interface Stage {
  /** A new audio element that is in no page. */
  audio(): AudioOutputElement & { readonly sinkId: string };
  /** A new, silent video element in the page. */
  view(): VideoView;
  /** Takes an element out of the page. */
  takeOut(view: VideoView): void;
  /** Puts an element into the page, or into the document of another window. */
  putInto(view: VideoView, where: 'page' | 'other window'): void;
  /** A stream with a track that gives something. */
  stream(kind: 'audio' | 'video'): MediaStream;
  /** A new audio context that may run. */
  context(): AudioContextPort;
  readonly devices: MediaDevicesPort;
  /** Lets everything happen that has been set going. */
  quiet(): Promise<void>;
}

/** A question, and what Chromium answers. */
export interface Question {
  /** The question, in words. */
  readonly title: string;
  ask(stage: Stage): Promise<unknown>;
  /** Measured. */
  readonly answer: unknown;
}

/** Notes the events of an element or a context, each with whether it stands still or in which state it is then. */
export function note(
  target: Pick<EventTarget, 'addEventListener'> | VideoView | AudioOutputElement,
  ...names: readonly string[]
): readonly string[] {
  const log: string[] = [];
  for (const name of names)
    target.addEventListener?.(name, () => {
      if ('paused' in target) log.push(`${name}, ${target.paused ? 'still' : 'playing'}`);
      else log.push('state' in target ? `${name}, ${String(target.state)}` : name);
    });
  return log;
}

/** Tells what becomes of a promise: `resolved`, the name of the error, or `pending` when all else has happened. */
export async function how(stage: Stage, promise: Promise<unknown> | undefined): Promise<string> {
  let end = 'pending';
  promise?.then(
    () => {
      end = 'resolved';
    },
    (error: unknown) => {
      end = error instanceof Error || error instanceof DOMException ? error.name : String(error);
    },
  );
  await stage.quiet();
  return end;
}

/** Tells what becomes of something that may throw at once: `nothing`, or the name of the error. */
export function thrown(run: () => unknown): string {
  try {
    run();
    return 'nothing';
  } catch (error) {
    return error instanceof Error || error instanceof DOMException ? error.name : String(error);
  }
}
