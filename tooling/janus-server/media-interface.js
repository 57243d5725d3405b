import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

const address = '127.0.0.2';
const name = 'jackfield0';

export const namespaceRemedy =
  'run it on Linux, as root or with user namespaces allowed, by the commands of the repository, which make a network namespace';

/**
 * The line that runs another one in a network namespace with loopback alone, as the media lanes do.
 * @param {readonly string[]} line
 */
export function namespaceLine(line) {
  const asRoot = process.getuid?.() === 0 ? [] : ['-r'];
  return ['unshare', ...asRoot, '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...line];
}

/** @returns {string} */
export function mediaInterface() {
  const found = holder();
  if (found !== undefined) return found;
  const others = Object.keys(networkInterfaces()).filter((each) => each !== 'lo' && !each.startsWith(name));
  // Measured: on `lo` alone the server gathers no candidate at all. What is not a namespace of this run's own stays as it is.
  if (process.platform !== 'linux' || others.length > 0) {
    throw new Error(`A Janus server finds no way for media on this network: ${namespaceRemedy}`);
  }
  for (const line of [
    `link add ${name} type veth peer name ${name}peer`,
    `addr add ${address}/32 dev ${name}`,
    `link set ${name} up`,
    `link set ${name}peer up`,
  ]) {
    const { status, stderr, error } = spawnSync('ip', line.split(' '), { encoding: 'utf8' });
    // Another process of the run may have been as quick.
    if (status !== 0 && !/exist/i.test(stderr ?? '')) {
      const why = error?.message ?? stderr.trim();
      throw new Error(`No interface for media could be made ("ip ${line}": ${why}): ${namespaceRemedy}`);
    }
  }
  // The kernel lists a pair only once both ends run, a moment after they were told to; another process may be just making it.
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 100; tries += 1) {
    const made = holder();
    if (made !== undefined) return made;
    Atomics.wait(pause, 0, 0, 20);
  }
  throw new Error(`The interface for media has no address: ${namespaceRemedy}`);
}

function holder() {
  const all = Object.entries(networkInterfaces());
  return all.find(
    ([each, addresses]) => each !== 'lo' && addresses?.some((one) => one.address === address),
  )?.[0];
}
