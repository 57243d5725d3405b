import { execFileSync } from 'node:child_process';

const ip = (...line: readonly string[]): string => execFileSync('ip', line, { encoding: 'utf8' });

const links = (): string[] =>
  ip('-o', 'link')
    .trim()
    .split('\n')
    .map((line) => /^\d+: ([^:@]+)/.exec(line)?.[1] ?? '');

/**
 * Tells whether this is a network of the tests' own, whose interfaces may be changed: as root, with nothing in it but loopback and what
 * the Janus server of an earlier test file made for its media.
 */
export function mayChangeInterfaces(): boolean {
  try {
    return process.getuid?.() === 0 && links().every((name) => name === 'lo' || ofJanus(name));
  } catch {
    return false;
  }
}

/** Pulls out all but loopback, over which a call would go on; the next Janus server makes its own anew. */
export function pullOutAll(): void {
  // One end of a pair takes the other with it.
  for (const name of links().filter(ofJanus)) if (links().includes(name)) ip('link', 'del', name);
}

const ofJanus = (name: string): boolean => name.startsWith('jackfield0');

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
