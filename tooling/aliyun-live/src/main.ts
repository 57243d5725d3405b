import process from 'node:process';
import { createRequire } from 'node:module';
import { items } from './items/index.ts';
import { readOptions } from './options.ts';
import { runItems } from './run-items.ts';
import { emulatedService, realService } from './service.ts';
import { Stage } from './stage.ts';

/** Runs the checklist. Resolves with the exit code: 0 if nothing failed. */
async function main(): Promise<number> {
  const options = readOptions(
    process.argv.slice(2),
    process.env,
    items.map(({ id }) => id),
  );
  if ('problems' in options) {
    for (const problem of options.problems) console.error(`✗ ${problem}`);
    return 1;
  }
  const { secrets, byHand, only } = options;
  const service = secrets ? realService(secrets) : await emulatedService();
  try {
    const stage = await Stage.open(service);
    try {
      console.log(`${new Date().toISOString()}: against ${service.name}.`);
      console.log(versionsOf(stage).join(', '));
      const wanted = items.filter(({ id }) => only?.includes(id) ?? true);
      const results = await runItems(stage, {
        items: wanted,
        byHand,
        print: (line) => {
          console.log(line);
        },
      });
      const count = (status: string): number => results.filter((result) => result.status === status).length;
      console.log(
        `${String(count('passed'))} passed, ${String(count('failed'))} failed, ${String(count('not run'))} not run`,
      );
      return count('failed') > 0 ? 1 : 0;
    } finally {
      await stage.close();
    }
  } finally {
    await service.stop();
  }
}

/** The versions that a result is about. */
function versionsOf({ browserVersion }: Pick<Stage, 'browserVersion'>): readonly string[] {
  const require = createRequire(import.meta.url);
  const packages = ['@jackfield/core', '@jackfield/adapter-aliyun', 'aliyun-webrtc-sdk'].map((name) => {
    const { version } = require(`${name}/package.json`) as { readonly version: string };
    return `${name} ${version}`;
  });
  return [...packages, `browser ${browserVersion}`, `Node ${process.version}`];
}

process.exitCode = await main();
