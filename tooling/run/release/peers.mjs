import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The range in which a package asks for what is published with it: as its minor version, while that is 0.x. */
const minor = 'workspace:^';
/** The range that every version fits, while versions are chosen: a peer that does not fit makes a major version of everything. */
const any = '>=0.0.0 <1';

/** @param {readonly { directory: string }[]} packages */
export function widenPeers(packages) {
  replacePeers(packages, { from: minor, to: any });
}

/** @param {readonly { directory: string }[]} packages */
export function narrowPeers(packages) {
  replacePeers(packages, { from: any, to: minor });
}

/**
 * @param {readonly { directory: string }[]} packages
 * @param {{ from: string, to: string }} change
 */
function replacePeers(packages, { from, to }) {
  for (const { directory } of packages) {
    const file = join(directory, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    const peers = Object.entries(manifest.peerDependencies ?? {});
    if (!peers.some(([name, range]) => name.startsWith('@jackfield/') && range === from)) continue;
    manifest.peerDependencies = Object.fromEntries(
      peers.map(([name, range]) => [name, name.startsWith('@jackfield/') && range === from ? to : range]),
    );
    writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}
