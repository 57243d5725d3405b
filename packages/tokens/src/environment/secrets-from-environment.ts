import type { AgoraSecrets } from '../agora/agora-types.ts';
import type { AliyunSecrets } from '../aliyun/aliyun-types.ts';
import type { JanusSecrets } from '../janus/janus-types.ts';
import type { LivekitSecrets } from '../livekit/livekit-types.ts';
import type { P2pSecrets } from '../p2p/p2p-types.ts';
import { TokenError } from '../shared/token-error.ts';
import type { TrtcSecrets } from '../trtc/trtc-types.ts';

/** Secrets of the vendors that are set up; a vendor that is not is left out. */
export interface EnvironmentSecrets {
  /** From `ALIYUN_APP_ID` and `ALIYUN_APP_KEY`. */
  readonly aliyun?: AliyunSecrets;
  /** From `LIVEKIT_URL`, `LIVEKIT_API_KEY` and `LIVEKIT_API_SECRET`. */
  readonly livekit?: LivekitSecrets;
  /** From `AGORA_APP_ID` and `AGORA_APP_CERTIFICATE`. */
  readonly agora?: AgoraSecrets;
  /** From `TRTC_SDK_APP_ID` and `TRTC_SECRET_KEY`, and the proxies if any. */
  readonly trtc?: TrtcSecrets;
  /** From `JANUS_URL` and `JANUS_TOKEN_SECRET`. */
  readonly janus?: JanusSecrets;
  /** From `P2P_SIGNING_KEY` and `P2P_PREVIOUS_SIGNING_KEYS`. */
  readonly p2p?: P2pSecrets;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Rule {
  readonly test: (value: string) => boolean;
  readonly must: string;
}

const anything: Rule = { test: () => true, must: '' };
const hex32: Rule = { test: (value) => /^[0-9a-fA-F]{32}$/.test(value), must: 'must be 32 hex digits' };
const keyOf32: Rule = {
  test: (value) => Buffer.byteLength(value) >= 32,
  must: 'must have at least 32 bytes',
};
const appId: Rule = {
  test: (value) => /^[A-Za-z0-9_-]{1,64}$/.test(value),
  must: 'must be letters, digits, "_" or "-"',
};
const wholeNumber = (maximum: number): Rule => ({
  test: (value) => /^[1-9]\d{0,9}$/.test(value) && Number(value) <= maximum,
  must: `must be a whole number from 1 to ${maximum}`,
});
const address = (schemes: readonly string[]): Rule => ({
  test: (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol),
  must: `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
});
const listOf = (rule: Rule): Rule => ({
  test: (value) => split(value).length > 0 && split(value).every((item) => rule.test(item)),
  must: `: every entry ${rule.must}`,
});

/**
 * Reads the secrets of every vendor from variables (see the README for their names). A vendor is set up when all of its variables are;
 * an empty variable counts as not set. Throws one `invalid-configuration` that lists every problem by variable, never by value.
 */
export function secretsFromEnvironment(environment: Environment): EnvironmentSecrets {
  const reader = new GroupReader(environment);
  const aliyun = reader.read(
    { ALIYUN_APP_ID: appId, ALIYUN_APP_KEY: anything },
    {
      ALIYUN_GSLB: listOf(address(['https:', 'http:'])),
      ALIYUN_USER_ID_LENGTH: wholeNumber(64),
    },
  );
  const livekit = reader.read(
    { LIVEKIT_URL: address(['wss:', 'ws:']), LIVEKIT_API_KEY: anything, LIVEKIT_API_SECRET: anything },
    {},
  );
  const agora = reader.read({ AGORA_APP_ID: hex32, AGORA_APP_CERTIFICATE: hex32 }, {});
  const trtc = reader.read(
    { TRTC_SDK_APP_ID: wholeNumber(0xffffffff), TRTC_SECRET_KEY: anything },
    {
      TRTC_WEBSOCKET_PROXY: address(['wss:', 'ws:']),
      TRTC_LOGGER_PROXY: address(['https:', 'http:']),
    },
  );
  const janus = reader.read({ JANUS_URL: address(['wss:', 'ws:']), JANUS_TOKEN_SECRET: anything }, {});
  const p2p = reader.read({ P2P_SIGNING_KEY: keyOf32 }, { P2P_PREVIOUS_SIGNING_KEYS: listOf(keyOf32) });
  reader.throwProblems();

  return {
    ...(aliyun && { aliyun: readAliyun(aliyun) }),
    ...(livekit && {
      livekit: {
        url: need(livekit, 'LIVEKIT_URL'),
        apiKey: need(livekit, 'LIVEKIT_API_KEY'),
        apiSecret: need(livekit, 'LIVEKIT_API_SECRET'),
      },
    }),
    ...(agora && {
      agora: { appId: need(agora, 'AGORA_APP_ID'), appCertificate: need(agora, 'AGORA_APP_CERTIFICATE') },
    }),
    ...(trtc && { trtc: readTrtc(trtc) }),
    ...(janus && {
      janus: { url: need(janus, 'JANUS_URL'), tokenSecret: need(janus, 'JANUS_TOKEN_SECRET') },
    }),
    ...(p2p && {
      p2p: {
        current: need(p2p, 'P2P_SIGNING_KEY'),
        previous: split(p2p.get('P2P_PREVIOUS_SIGNING_KEYS') ?? ''),
      },
    }),
  };
}

type Group = ReadonlyMap<string, string>;

function readAliyun(group: Group): AliyunSecrets {
  const gslb = group.get('ALIYUN_GSLB');
  const length = group.get('ALIYUN_USER_ID_LENGTH');
  return {
    appId: need(group, 'ALIYUN_APP_ID'),
    appKey: need(group, 'ALIYUN_APP_KEY'),
    ...(gslb === undefined ? {} : { gslb: split(gslb) }),
    ...(length === undefined ? {} : { userIdLength: Number(length) }),
  };
}

function readTrtc(group: Group): TrtcSecrets {
  const websocketProxy = group.get('TRTC_WEBSOCKET_PROXY');
  const loggerProxy = group.get('TRTC_LOGGER_PROXY');
  const proxy = websocketProxy !== undefined && {
    proxy: { websocketProxy, ...(loggerProxy !== undefined && { loggerProxy }) },
  };
  return {
    sdkAppId: Number(need(group, 'TRTC_SDK_APP_ID')),
    secretKey: need(group, 'TRTC_SECRET_KEY'),
    ...proxy,
  };
}

function need(group: Group, name: string): string {
  const value = group.get(name);
  if (value === undefined)
    throw new TokenError('invalid-configuration', `${name} is not set.`, { field: name });
  return value;
}

function split(value: string): readonly string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

class GroupReader {
  readonly #environment: Environment;
  readonly #problems: { name: string; text: string }[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  read(
    required: Readonly<Record<string, Rule>>,
    optional: Readonly<Record<string, Rule>>,
  ): Group | undefined {
    const found = new Map<string, string>();
    for (const [name, rule] of Object.entries({ ...required, ...optional })) {
      const value = this.#environment[name];
      if (value === undefined || value === '') continue;
      found.set(name, value);
      if (value !== value.trim()) this.#add(name, 'begins or ends with a blank or a line break');
      else if (!rule.test(value)) this.#add(name, rule.must);
    }
    const names = Object.keys(required);
    const missing = names.filter((name) => !found.has(name));
    if (found.size === 0) return undefined;
    for (const name of missing)
      this.#add(name, `is not set, though it belongs to ${[...found.keys()].join(', ')}`);
    return found;
  }

  throwProblems(): void {
    const [first] = this.#problems;
    if (first === undefined) return;
    const text = this.#problems.map((problem) => problem.text).join('\n');
    throw new TokenError('invalid-configuration', text, { field: first.name });
  }

  #add(name: string, what: string): void {
    this.#problems.push({ name, text: `${name}${what.startsWith(':') ? '' : ' '}${what}.` });
  }
}
