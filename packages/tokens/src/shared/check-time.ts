import type { ExplainContext, FindingList } from './finding.ts';
import { toSeconds } from './clock.ts';

const defaultSkewSeconds = 30;
const defaultMaximumLifetimeSeconds = 172_800;

/** Says a duration in the largest unit that fits: `5 seconds`, `2 hours 3 minutes`. */
export function describeSeconds(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  let rest = Math.abs(Math.round(seconds));
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.slice(0, 2).join(' ') || '0 seconds';
}

/** The time to judge by, in seconds. The vendor's own time wins, for it was the vendor that refused. */
export function judgedAt(context: ExplainContext): number {
  return toSeconds(finite(context.vendorNow) ?? ownTime(context));
}

function ownTime(context: ExplainContext): number {
  return finite(context.now) ?? Date.now();
}

function skewOf(context: ExplainContext): number {
  return finite(context.clockSkewSeconds) ?? defaultSkewSeconds;
}

/** What is no number (the time of a header that could not be read, say) counts as left out. */
function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** Compares the server's clock with the vendor's, where the vendor's is known. */
export function checkClock(findings: FindingList, context: ExplainContext): void {
  const vendorNow = finite(context.vendorNow);
  if (vendorNow === undefined) return;
  const ahead = toSeconds(ownTime(context)) - toSeconds(vendorNow);
  if (Math.abs(ahead) <= skewOf(context)) return;
  const direction = ahead > 0 ? 'ahead of' : 'behind';
  findings.error(
    'clock-skew',
    'clock',
    `clock: this server's clock is ${describeSeconds(ahead)} ${direction} the vendor's; set it by NTP.`,
    ahead,
  );
}

/** Milliseconds where seconds belong: 1e11 seconds is the year 5138. */
export function looksLikeMilliseconds(seconds: number): boolean {
  return seconds >= 1e11;
}

/** Reads a time in seconds. Adds a finding and returns undefined when it is none. */
export function readSeconds(findings: FindingList, field: string, value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') {
    findings.error('missing', field, `${field} is missing; it is a number of seconds.`);
    return undefined;
  }
  let seconds = value;
  if (typeof value === 'string' && /^\d{1,16}$/.test(value)) {
    findings.warning('malformed', field, `${field} is a string; it should be a number of seconds.`);
    seconds = Number(value);
  }
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || seconds <= 0) {
    const hint = typeof seconds === 'number' ? 'a whole, positive number' : 'a number';
    findings.error('malformed', field, `${field} must be ${hint} of seconds.`);
    return undefined;
  }
  if (looksLikeMilliseconds(seconds)) {
    const message = `${field} is in milliseconds (${seconds}); the vendor reads seconds: divide by 1000 and round down.`;
    findings.error('milliseconds', field, message);
    return undefined;
  }
  return seconds;
}

/** Checks the second at which a credential ends. */
export function checkExpiry(
  findings: FindingList,
  field: string,
  expiry: number,
  context: ExplainContext,
): void {
  const now = judgedAt(context);
  const late = now - expiry;
  if (late >= 0) {
    findings.error(
      'expired',
      field,
      `${field}: the credential expired ${describeSeconds(late)} ago (at ${expiry}, now ${now}).`,
      late,
    );
    return;
  }
  const maximum = finite(context.maximumLifetimeSeconds) ?? defaultMaximumLifetimeSeconds;
  if (-late > maximum + skewOf(context)) {
    const message = `${field}: the credential ends in ${describeSeconds(late)}, later than the ${describeSeconds(maximum)} allowed; look at the unit and at the clock of the server that made it.`;
    findings.error('lifetime-too-long', field, message, late);
  }
}

/** Checks the second at which a credential begins. */
export function checkStart(
  findings: FindingList,
  field: string,
  start: number,
  context: ExplainContext,
): void {
  const early = start - judgedAt(context);
  if (early <= skewOf(context)) return;
  const message = `${field}: the credential is not valid yet; it begins in ${describeSeconds(early)}, so the clock of the server that made it is ahead.`;
  findings.error('not-yet-valid', field, message, -early);
}
