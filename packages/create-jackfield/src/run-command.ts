import { relative } from 'node:path';
import { withAsker, type Asker, type Terminal } from './ask.ts';
import { CreateError } from './create-error.ts';
import { appTemplates, createProject, type CreatedProject, type ProjectWish } from './create-project.ts';
import { ownManifest } from './own-manifest.ts';
import { readArguments, type Arguments } from './read-arguments.ts';
import { usage } from './usage.ts';

/** The surroundings that a command runs in. */
export interface CommandSurroundings {
  readonly args: readonly string[];
  /** The terminal, where somebody sits at one. */
  readonly terminal?: Terminal | undefined;
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Prints a line about what went wrong. */
  readonly complain: (line: string) => void;
  /** The name that npm, pnpm, yarn or bun gives itself (`npm_config_user_agent`). */
  readonly userAgent?: string | undefined;
}

/** Runs the command. Gives its exit code: 0 done, 1 refused. */
export async function runCommand(surroundings: CommandSurroundings): Promise<number> {
  const { args, terminal, print, complain, userAgent } = surroundings;
  try {
    const said = readArguments(args);
    if (said.help || said.version) {
      print(said.help ? usage : ownManifest().version);
      return 0;
    }
    const wish =
      terminal && !said.yes
        ? await withAsker(terminal, (asker) => complete(said, asker))
        : await complete(said, undefined);
    print(described(await createProject(wish), { wish, userAgent }));
    return 0;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      complain('\nNothing was made.');
      return 1;
    }
    if (!(error instanceof CreateError)) throw error;
    complain(error.message);
    complain('"create-jackfield --help" says what there is.');
    return 1;
  }
}

/** Completes what was said by what is usual, and asks where there is somebody to ask. */
async function complete(said: Arguments, asker: Asker | undefined): Promise<ProjectWish> {
  const ask = async (question: string, usual: string): Promise<string> =>
    asker ? asker.ask(question, usual) : usual;
  const kind = said.kind ?? (asker ? await ask('An app, or an adapter?', 'app') : undefined);
  if (kind !== 'app' && kind !== 'adapter') throw new CreateError('Say what to make: "app" or "adapter".');
  const { name, packages } = said;
  if (kind === 'adapter') {
    const vendor =
      said.vendor ?? (said.directory ? undefined : await ask('Which vendor, in one word?', 'acme'));
    const directory = said.directory ?? (await ask('In which folder?', `adapter-${vendor ?? 'acme'}`));
    return { kind, directory, vendor, name, packages };
  }
  const directory = said.directory ?? (await ask('In which folder?', 'jackfield-app'));
  const wanted = said.template ?? (await ask(`Drawn by ${appTemplates.join(', ')}?`, 'vanilla'));
  const template = appTemplates.find((each) => each === wanted);
  if (!template) throw new CreateError(`There is no template "${wanted}": take ${appTemplates.join(', ')}.`);
  return { kind, directory, template, name, packages };
}

/** Returns the steps to take next. */
function described(
  { directory, name, files }: CreatedProject,
  { wish, userAgent = '' }: { readonly wish: ProjectWish; readonly userAgent?: string | undefined },
): string {
  const manager = /^(npm|pnpm|yarn|bun)\//u.exec(userAgent)?.[1] ?? 'npm';
  const folder = relative(process.cwd(), directory);
  const lines = [
    `${name}: ${String(files.length)} files in ${directory}`,
    '',
    ...(folder === '' ? [] : [`  cd ${/\s/u.test(folder) ? JSON.stringify(folder) : folder}`]),
    `  ${manager} install`,
    ...(wish.kind === 'app'
      ? [`  ${manager} run dev     # open the address in two tabs, and join in both`]
      : [`  ${manager} test        # every clause of the contract that its claims turn on`]),
    '',
    wish.kind === 'app'
      ? 'The vendor is named in src/adapter.ts alone; README.md shows how to change it.'
      : 'README.md says how to go from here to your vendor, step by step.',
  ];
  return lines.join('\n');
}
