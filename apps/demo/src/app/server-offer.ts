import { RtcError, type RtcAdapter } from '@jackfield/core';
import { MissingSettings } from './missing-settings.ts';
import type { Carrier, ChosenAdapter } from './adapter-choice.ts';

/** How long the server may take to say what is set up, milliseconds. */
const answerTimeoutMs = 5000;

/**
 * The same adapter, which also says before anybody joins whether the server of this page has that provider set up, and if not what
 * to set; and what carries its calls.
 */
export function askingServer(
  provider: string,
  adapter: RtcAdapter,
): Pick<ChosenAdapter, 'adapter' | 'carrier'> {
  let carrier: Carrier = 'service';
  return {
    carrier: () => carrier,
    adapter: Object.freeze<RtcAdapter>({
      ...adapter,
      async checkSupport() {
        const [{ problems }, offer] = await Promise.all([adapter.checkSupport(), askFor(provider)]);
        if (typeof offer === 'string') carrier = offer;
        const all = typeof offer === 'string' ? problems : [...problems, offer];
        return { supported: all.length === 0, problems: all };
      },
    }),
  };
}

/** Asks what carries the calls of a provider on this server; where it has nothing, what to do about it. */
async function askFor(provider: string): Promise<'service' | 'proxy' | 'emulator' | RtcError> {
  let answer: unknown;
  try {
    const response = await fetch('/providers', { signal: AbortSignal.timeout(answerTimeoutMs) });
    answer = response.ok ? await response.json() : undefined;
  } catch (cause) {
    return new RtcError({ code: 'network', message: 'The server of this app does not answer.', cause });
  }
  const offer = field(field(answer, 'providers'), provider);
  if (field(offer, 'ready') === true) {
    if (field(offer, 'emulated') === true) return 'emulator';
    return field(offer, 'proxied') === true ? 'proxy' : 'service';
  }
  const missing = field(offer, 'missing');
  const names = Array.isArray(missing) ? missing.filter((name) => typeof name === 'string') : [];
  return new RtcError({
    code: 'unsupported',
    message: `The server of this page does not serve "${provider}". It lacks: ${names.join(', ') || provider}.`,
    cause: new MissingSettings(names),
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
