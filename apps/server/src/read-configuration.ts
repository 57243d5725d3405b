import { isTokenError, secretsFromEnvironment } from '@jackfield/tokens';
import type { P2pSecrets } from '@jackfield/tokens/p2p';
import * as v from 'valibot';

/** How the server runs. */
export interface ServerConfiguration {
  /** The address to listen on. */
  readonly host: string;
  /** The port; 0 for any that is free. */
  readonly port: number;
  /** Origins of pages that may open a call, beside the server's own on this machine. */
  readonly allowedOrigins: readonly string[];
  /** The keys of signalling credentials; made anew at each start where left out. */
  readonly signallingSecrets: P2pSecrets | undefined;
  /** How much is logged. */
  readonly logLevel: LogLevel;
  /** The folder of the built demo. */
  readonly demoDirectory: string;
  /** How long stopping may take before connections are cut, milliseconds. */
  readonly stopTimeoutMs: number;
}

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** How much is logged. */
export type LogLevel = (typeof logLevels)[number];

/** What is wrong with the environment, one sentence for each variable. */
export class ConfigurationError extends Error {
  /** The sentences. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The server cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

const wholeNumber = (name: string, least: number, most: number) => {
  const sentence = `${name} must be a whole number from ${least} to ${most}.`;
  return v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^\d+$/, sentence),
    v.transform(Number),
    v.minValue(least, sentence),
    v.maxValue(most, sentence),
  );
};

const origin = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    (issue) => `ALLOWED_ORIGINS must list origins such as https://call.example, not "${issue.input}".`,
  ),
);

const origins = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  v.array(origin),
);

const schema = v.object({
  HOST: v.optional(
    v.pipe(v.string(), v.trim(), v.nonEmpty('HOST must be an address or a host name.')),
    '127.0.0.1',
  ),
  PORT: v.optional(wholeNumber('PORT', 0, 65_535), '4680'),
  ALLOWED_ORIGINS: v.optional(origins, ''),
  LOG_LEVEL: v.optional(v.picklist(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`), 'info'),
  STOP_TIMEOUT_MS: v.optional(wholeNumber('STOP_TIMEOUT_MS', 0, 60_000), '5000'),
});

/** What `readConfiguration` works with. */
export interface ConfigurationSource {
  /** The environment; variables that this server does not know are left alone, empty ones count as absent. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the built demo. */
  readonly demoDirectory: string;
}

/** Reads and checks the environment. Throws a {@link ConfigurationError} that names every variable that is wrong. */
export function readConfiguration({ environment, demoDirectory }: ConfigurationSource): ServerConfiguration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = v.safeParse(schema, given);
  const secrets = readSecrets(given);
  const problems = [...(result.issues ?? []).map((issue) => issue.message), ...secrets.problems];
  if (!result.success || problems.length > 0) throw new ConfigurationError(problems);
  const { HOST, PORT, ALLOWED_ORIGINS, LOG_LEVEL, STOP_TIMEOUT_MS } = result.output;
  return {
    host: HOST,
    port: PORT,
    allowedOrigins: ALLOWED_ORIGINS,
    signallingSecrets: secrets.p2p,
    logLevel: LOG_LEVEL,
    demoDirectory,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  };
}

/** The secrets, or what is wrong with them: by variable, never by value. */
function readSecrets(environment: ConfigurationSource['environment']): {
  readonly p2p: P2pSecrets | undefined;
  readonly problems: readonly string[];
} {
  try {
    return { p2p: secretsFromEnvironment(environment).p2p, problems: [] };
  } catch (error) {
    if (!isTokenError(error)) throw error;
    return { p2p: undefined, problems: [error.message] };
  }
}
