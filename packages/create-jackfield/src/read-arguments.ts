import { parseArgs } from 'node:util';
import { CreateError } from './create-error.ts';

/** The words of the command line. */
export interface Arguments {
  readonly kind: 'app' | 'adapter' | undefined;
  readonly directory: string | undefined;
  readonly template: string | undefined;
  readonly vendor: string | undefined;
  readonly name: string | undefined;
  readonly packages: string | undefined;
  /** No questions: what is not said is as usual. */
  readonly yes: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Reads a command line. Throws a {@link CreateError} that says what is wrong with it. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [kind, directory, ...rest] = positionals;
  if (kind !== undefined && kind !== 'app' && kind !== 'adapter')
    throw new CreateError(`"${kind}" cannot be made: say "app" or "adapter".`);
  if (rest.length > 0) throw new CreateError(`What is "${rest.join(' ')}" for? One folder is enough.`);
  if (values.template !== undefined && kind === 'adapter')
    throw new CreateError('--template is for an app; an adapter has one template.');
  if (values.vendor !== undefined && kind === 'app')
    throw new CreateError('--vendor is for an adapter; an app names its vendor in src/adapter.ts.');
  for (const [name, value] of Object.entries({ ...values, folder: directory }))
    if (value === '') throw new CreateError(`The ${name} is empty.`);
  const { template, vendor, name, packages, yes, help, version } = values;
  return { kind, directory, template, vendor, name, packages, yes, help, version };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        template: { ...text, short: 't' },
        vendor: text,
        name: text,
        packages: text,
        yes: { ...flag, short: 'y' },
        help: { ...flag, short: 'h' },
        version: { ...flag, short: 'v' },
      },
    });
  } catch (cause) {
    throw new CreateError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
