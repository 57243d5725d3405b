// Entry of every root command. Only syntax and modules that old Node versions know may be imported statically
// here, so that a wrong version is told in words and not by a parser.
const commands = [
  'test',
  'check',
  'size',
  'conformance',
  'bench',
  'soak',
  'mutation',
  'demo',
  'docs',
  'docs-build',
  'screenshots',
  'format',
  'aliyun-live',
  'release-check',
  'release-pack',
  'release-version',
  'release-publish',
  'trtc-live',
];
const [command, ...rest] = process.argv.slice(2);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    '✗ Node 20.19 or newer is needed, this is ' + process.versions.node + '. Install it and try again.',
  );
  process.exit(1);
}
if (command === undefined || !commands.includes(command)) {
  console.error('✗ Unknown command "' + command + '". There are: ' + commands.join(', ') + '.');
  process.exit(1);
}

const { runCommand } = await import('./lib/run-command.mjs');
await runCommand({ command, args: rest });
