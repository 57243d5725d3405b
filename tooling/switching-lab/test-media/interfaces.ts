import { execFileSync } from 'node:child_process';

const ip = (...line: readonly string[]): string => execFileSync('ip', line, { encoding: 'utf8' });

/** Tells whether this is a network of the tests' own, whose interfaces may be changed: as root, with nothing in it but loopback. */
export function mayChangeInterfaces(): boolean {
  try {
    const links = ip('-o', 'link').trim().split('\n');
    return process.getuid?.() === 0 && links.length === 1 && /^\d+: lo:/.test(links[0] ?? '');
  } catch {
    return false;
  }
}

/** Plugs an interface in: number `index`, with an address of its own. Whatever is sent to that stays on this machine. */
export function plugIn(index: number): void {
  const [near, far] = [`net${String(index)}`, `end${String(index)}`];
  ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far);
  ip('addr', 'add', `10.77.${String(index)}.1/24`, 'dev', near);
  for (const each of [near, far]) ip('link', 'set', each, 'up');
  ip('route', 'add', 'default', 'dev', near);
}

/** Pulls it out: the address is gone with it. */
export function pullOut(index: number): void {
  ip('link', 'del', `net${String(index)}`);
}
