import { RtcError, type RtcAdapter } from '@jackfield/core';

/** How long the server may take to say what is set up, milliseconds. */
const answerTimeoutMs = 5000;

/**
 * The same adapter, which also says before anybody joins whether the server of this page has that provider set up, and if not what
 * to set.
 */
export function askingServer<Native>(provider: string, adapter: RtcAdapter<Native>): RtcAdapter<Native> {
  return Object.freeze<RtcAdapter<Native>>({
    ...adapter,
    async checkSupport() {
      const [{ problems }, missing] = await Promise.all([adapter.checkSupport(), whatIsMissing(provider)]);
      const all = missing ? [...problems, missing] : problems;
      return { supported: all.length === 0, problems: all };
    },
  });
}

async function whatIsMissing(provider: string): Promise<RtcError | undefined> {
  let answer: unknown;
  try {
    const response = await fetch('/providers', { signal: AbortSignal.timeout(answerTimeoutMs) });
    answer = response.ok ? await response.json() : undefined;
  } catch (cause) {
    return new RtcError({ code: 'network', message: 'The server of this app does not answer.', cause });
  }
  const offer = field(field(answer, 'providers'), provider);
  if (field(offer, 'ready') === true) return undefined;
  const missing = field(offer, 'missing');
  const names = Array.isArray(missing) ? missing.filter((name) => typeof name === 'string') : [];
  const remedy =
    names.length > 0
      ? `Set ${names.join(', ')} where the server is started (its .env.example says what they are), and start it again.`
      : 'Start a server of this app that has it.';
  return new RtcError({
    code: 'unsupported',
    message: `The server of this page is not set up for the provider "${provider}". ${remedy}`,
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
