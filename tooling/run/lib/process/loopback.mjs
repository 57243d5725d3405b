import { root } from '../paths.mjs';
import { detail } from '../say.mjs';
import { execute } from './spawn.mjs';

const HALF_A_MINUTE = 30_000;
const raiseLoopback = 'ip link set lo up && exec "$@"';

// Binds and connects on 127.0.0.1: what every media test needs, and what a half-working namespace lacks.
const probe = `
  const server = require('node:net').createServer((socket) => socket.end());
  server.listen(0, '127.0.0.1', () => {
    require('node:net').connect(server.address().port, '127.0.0.1').on('close', () => process.exit(0)).resume();
  });
`;

/**
 * A command prefix that runs the rest of the line with the loopback interface alone, so that no media candidate of the
 * machine's other addresses is ever gathered. Empty where the system does not allow it: the tests pass both ways.
 * @returns {Promise<string[]>}
 */
export async function loopbackPrefix() {
  if (process.platform !== 'linux') return [];
  const isRoot = process.getuid?.() === 0;
  const prefix = ['unshare', ...(isRoot ? [] : ['-r']), '-n', 'sh', '-c', raiseLoopback, 'sh'];
  const [program = 'unshare', ...args] = prefix;
  const { code } = await execute({
    program,
    args: [...args, process.execPath, '-e', probe],
    cwd: root,
    timeLimit: HALF_A_MINUTE,
  });
  detail(
    code === 0
      ? 'network: loopback only'
      : 'network: as it is (a loopback-only namespace is not possible here)',
  );
  return code === 0 ? prefix : [];
}
