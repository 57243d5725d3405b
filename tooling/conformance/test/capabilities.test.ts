import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { aliyun } from '@jackfield/adapter-aliyun';
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { janus } from '@jackfield/adapter-janus';
import { livekit } from '@jackfield/adapter-livekit';
import { p2p, webSocketSignalling } from '@jackfield/adapter-p2p';
import { trtc } from '@jackfield/adapter-trtc';
import { capabilitiesMarkdown } from '@jackfield/contract';
import { describe, expect, it } from 'vitest';

const noCredential = (): never => {
  throw new Error('Nobody joins here.');
};

/** Every adapter of this repository as it is without options that change what it claims. */
const adapters = [
  fake(createFakeCloud()),
  p2p({ signalling: webSocketSignalling({ url: 'wss://calls.example/signalling' }) }),
  aliyun({ credential: noCredential }),
  livekit({ credential: noCredential }),
  janus({ credential: noCredential }),
  trtc({ credential: noCredential }),
];

/** Those of which options change what they claim, with these options. */
const withOptions = [
  {
    ...aliyun({ credential: noCredential, profile: 'interactive-live' }),
    name: "aliyun({ profile: 'interactive-live' })",
  },
  {
    ...livekit({
      credential: noCredential,
      moderate: noCredential,
      encryption: { key: noCredential, worker: noCredential },
    }),
    name: 'livekit({ moderate, encryption })',
  },
  { ...trtc({ credential: noCredential, scene: 'live' }), name: "trtc({ scene: 'live' })" },
];

const heading = `# What each adapter claims

Generated from the adapters: \`cd tooling/conformance && npx vitest run -u\` writes it anew. The contract holds an
adapter to its claims and to its denials, where it has run on it: [the conformance page](conformance.md) says where. Options change
some: these are the adapters without options, and [below](#with-options) those that claim something else with some.

`;

const optionsHeading = `
## With options

`;

describe('what the adapters claim', () => {
  it('stands in docs/capabilities.md', async () => {
    await expect(
      heading + capabilitiesMarkdown(adapters) + optionsHeading + capabilitiesMarkdown(withOptions),
    ).toMatchFileSnapshot('../../../docs/capabilities.md');
  });

  it('is version 1 of the interface', () => {
    expect(adapters.map(({ specificationVersion }) => specificationVersion)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('is kept where conformance is collected', () => {
    const directory = process.env['JACKFIELD_CONFORMANCE_DIRECTORY'];
    const claims = adapters.map(
      ({ name, capabilities, limits: { userIdPattern, roomPattern, ...limits } }) => ({
        name,
        capabilities,
        limits: { ...limits, userIdPattern: userIdPattern.source, roomPattern: roomPattern.source },
      }),
    );
    const text = JSON.stringify(claims, null, 2);
    if (directory) writeFileSync(join(directory, 'capabilities.json'), `${text}\n`);
    expect(JSON.parse(text)).toHaveLength(adapters.length);
  });
});
