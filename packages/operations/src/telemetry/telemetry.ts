import {
  SpanStatusCode,
  type Attributes,
  type Histogram,
  type Meter,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { toRtcError } from '@jackfield/core/adapter';

/** The place that spans and numbers go to: of the OpenTelemetry API, which is the app's to set up. */
export interface Telemetry {
  /** The maker of spans. */
  readonly tracer: Tracer;
  /** The maker of metrics; none are kept where left out. */
  readonly meter?: Meter | undefined;
}

/** The things that are measured. Each has a span `jackfield.join` and a histogram `jackfield.join.duration`, in milliseconds. */
export type Measured = 'join' | 'publish' | 'subscribe' | 'first_frame' | 'reconnect' | 'switch';

/** Something that is being measured. */
export interface Measurement {
  /** It has come about. */
  succeed(): void;
  /** It has not, for a reason. */
  fail(cause: unknown): void;
  /** It is no longer waited for: neither a success nor a failure. */
  drop(): void;
}

/** Begins measurements. A telemetry that throws is no failure of a call. */
export interface Measuring {
  begin(what: Measured, attributes: Attributes): Measurement;
}

/** Makes spans and numbers of what is measured. */
export function createMeasuring(
  { tracer, meter }: Telemetry,
  now: () => number = () => performance.now(),
): Measuring {
  const histograms = new Map<Measured, Histogram>();
  const histogramOf = (what: Measured): Histogram | undefined => {
    const known =
      histograms.get(what) ?? meter?.createHistogram(`jackfield.${what}.duration`, { unit: 'ms' });
    if (known) histograms.set(what, known);
    return known;
  };
  return {
    begin(what, attributes) {
      const began = now();
      let span: Span | undefined = attempt(() => tracer.startSpan(`jackfield.${what}`, { attributes }));
      const end = (outcome: string, more: Attributes, conclude: (span: Span) => void): void => {
        const present = span;
        if (!present) return;
        span = undefined;
        attempt(() => {
          conclude(present);
          present.end();
          if (outcome !== 'dropped')
            histogramOf(what)?.record(now() - began, { ...attributes, outcome, ...more });
        });
      };
      return {
        succeed() {
          end('ok', {}, () => undefined);
        },
        fail(cause) {
          const { code } = toRtcError(cause, { message: 'It failed.' });
          // Neither messages nor stacks: they may name people.
          end('error', { 'error.type': code }, (present) => {
            present.setAttribute('error.type', code);
            present.setStatus({ code: SpanStatusCode.ERROR, message: code });
          });
        },
        drop() {
          end('dropped', {}, (present) => present.setAttribute('jackfield.dropped', true));
        },
      };
    },
  };
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    // Whoever counts must not break what is counted.
    return undefined;
  }
}
