import { parseArgs } from 'node:util';

/** Where a command writes. */
export interface CommandOutput {
  /** Takes what is printed. */
  out(text: string): void;
  /** Takes what is wrong. */
  error(text: string): void;
}

/** What an option of a command was given: a text, several, or just that it is there. */
export interface CommandOption {
  /** Kind of value. */
  readonly type: 'string' | 'boolean';
  /** Set where it may be given several times. */
  readonly multiple?: boolean;
  /** The value where it is left out. */
  readonly default?: string | boolean;
}

/** The values of a command's options by name. */
export type CommandValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** A start-up command. */
export interface CommandDefinition<E> {
  /** Its name, before what it says of errors. */
  readonly name: string;
  /** What `--help` prints. */
  readonly usage: string;
  /** Its options beside `--help`. */
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Starts the emulator as the options say. */
  start(values: CommandValues): Promise<E>;
  /** What to put where. */
  describe(emulator: E): string;
}

/**
 * Runs a start-up command: starts an emulator as the arguments say and prints what to put where. Resolves with the
 * emulator, or with an exit code where there is nothing to run.
 */
export async function runEmulatorCommand<E>(
  definition: CommandDefinition<E>,
  { args, output }: { args: readonly string[]; output: CommandOutput },
): Promise<E | number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...definition.options, help: { type: 'boolean', default: false } },
    });
    if (values.help) {
      output.out(`${definition.usage}\n`);
      return 0;
    }
    const emulator = await definition.start(values);
    output.out(definition.describe(emulator));
    return emulator;
  } catch (error) {
    output.error(`${definition.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** The text of an option that is given once; `undefined` where it is left out. */
export function textOf(values: CommandValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an option that may be given several times. */
export function textsOf(values: CommandValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A command's main programme: runs until it is interrupted. */
export async function runUntilStopped<E extends { stop(): Promise<void> }>(
  run: (args: readonly string[], output: CommandOutput) => Promise<E | number>,
): Promise<void> {
  const started = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
  });
  if (typeof started === 'number') {
    process.exitCode = started;
    return;
  }
  const stop = (): void => {
    void started.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
