import { aliyun } from '@jackfield/adapter-aliyun';
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { janus } from '@jackfield/adapter-janus';
import { livekit } from '@jackfield/adapter-livekit';
import { p2p, webSocketSignalling } from '@jackfield/adapter-p2p';
import { trtc } from '@jackfield/adapter-trtc';
import type { RtcAdapter } from '@jackfield/core/adapter';

/** An adapter as it is made with some options: a column of the conformance page. */
export interface Column {
  /** The name that links use. */
  readonly id: string;
  /** The heading: what an app writes. */
  readonly title: string;
  /** The adapter's package below `packages/`. */
  readonly package: string;
  /** Made with those options: its claims are the column's. */
  readonly adapter: Pick<RtcAdapter, 'name' | 'capabilities' | 'limits' | 'specificationVersion'>;
  /** The runs of the contract that are about it, by the names of their rigs. A clause that one of them left out another may have run. */
  readonly contracts: readonly string[];
  /** Tells whether its options change what it claims; the others are what an app gets without. */
  readonly hasOptions: boolean;
}

const noCredential = (): never => {
  throw new Error('Nobody joins here.');
};

/** Every adapter of this repository, and each again with the options that make another one of it. */
export const columns: readonly Column[] = [
  {
    id: 'fake',
    title: 'fake()',
    package: 'adapter-fake',
    adapter: fake(createFakeCloud()),
    contracts: ['fake'],
    hasOptions: false,
  },
  {
    id: 'p2p',
    title: 'p2p()',
    package: 'adapter-p2p',
    adapter: p2p({ signalling: webSocketSignalling({ url: 'wss://calls.example/signalling' }) }),
    contracts: ['p2p over a WebSocket'],
    hasOptions: false,
  },
  {
    id: 'aliyun',
    title: 'aliyun()',
    package: 'adapter-aliyun',
    adapter: aliyun({ credential: noCredential }),
    contracts: ['aliyun', 'aliyun, others on the bare SDK'],
    hasOptions: false,
  },
  {
    id: 'aliyun-interactive',
    title: "aliyun({ profile: 'interactive-live' })",
    package: 'adapter-aliyun',
    adapter: aliyun({ credential: noCredential, profile: 'interactive-live' }),
    contracts: ['aliyun, hosts of an interactive room'],
    hasOptions: true,
  },
  {
    id: 'livekit',
    title: 'livekit()',
    package: 'adapter-livekit',
    adapter: livekit({ credential: noCredential }),
    contracts: [],
    hasOptions: false,
  },
  {
    id: 'livekit-moderated',
    title: 'livekit({ moderate })',
    package: 'adapter-livekit',
    adapter: livekit({ credential: noCredential, moderate: noCredential }),
    contracts: ['livekit'],
    hasOptions: true,
  },
  {
    id: 'livekit-encrypted',
    title: 'livekit({ moderate, encryption })',
    package: 'adapter-livekit',
    adapter: livekit({
      credential: noCredential,
      moderate: noCredential,
      encryption: { key: noCredential, worker: noCredential },
    }),
    contracts: ['livekit, encrypted'],
    hasOptions: true,
  },
  {
    id: 'janus',
    title: 'janus()',
    package: 'adapter-janus',
    adapter: janus({ credential: noCredential }),
    contracts: [],
    hasOptions: false,
  },
  {
    id: 'janus-moderated',
    title: 'janus({ moderate })',
    package: 'adapter-janus',
    adapter: janus({ credential: noCredential, moderate: noCredential }),
    contracts: ['janus'],
    hasOptions: true,
  },
  {
    id: 'trtc',
    title: 'trtc()',
    package: 'adapter-trtc',
    adapter: trtc({ credential: noCredential }),
    contracts: ['trtc', 'trtc, others on the bare SDK'],
    hasOptions: false,
  },
  {
    id: 'trtc-live',
    title: "trtc({ scene: 'live' })",
    package: 'adapter-trtc',
    adapter: trtc({ credential: noCredential, scene: 'live' }),
    contracts: ['trtc, anchors of a live room'],
    hasOptions: true,
  },
];
