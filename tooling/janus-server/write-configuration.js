import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Every plugin that is loaded can be attacked. What is disabled by name and not there is ignored.
const plugins = [
  ...['audiobridge', 'duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'streaming'],
  ...['videocall', 'voicemail'],
];
const transports = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'];

const libraries = (/** @type {readonly string[]} */ names) =>
  names.map((name) => `libjanus_${name}.so`).join(',');

/**
 * Writes the files that the server reads; nothing of the machine's own configuration counts.
 * @param {string} folder
 * @param {{ port: number, adminPort: number, mediaOn: string, secrets: import('./index.js').JanusServerSecrets, sessionSeconds: number, reclaimSeconds: number }} parts
 */
export function writeConfiguration(
  folder,
  { port, adminPort, mediaOn, secrets, sessionSeconds, reclaimSeconds },
) {
  write(join(folder, 'janus.jcfg'), {
    general: {
      configs_folder: folder,
      debug_level: 4,
      admin_secret: secrets.adminSecret,
      token_auth: true,
      token_auth_secret: secrets.tokenSecret,
      session_timeout: sessionSeconds,
      reclaim_session_timeout: reclaimSeconds,
    },
    // Above the ports that systems hand out by themselves.
    media: { rtp_port_range: '61000-65000' },
    nat: { ice_enforce_list: mediaOn, full_trickle: true },
    plugins: { disable: libraries(plugins) },
    transports: { disable: libraries(transports) },
  });
  write(join(folder, 'janus.plugin.videoroom.jcfg'), {
    general: { admin_key: secrets.adminKey, string_ids: true },
  });
  write(join(folder, 'janus.plugin.textroom.jcfg'), {
    general: { admin_key: secrets.adminKey, string_ids: true },
  });
  write(join(folder, 'janus.transport.websockets.jcfg'), {
    general: { json: 'compact', ws: true, ws_port: port, ws_ip: '127.0.0.1', wss: false },
    admin: { admin_ws: true, admin_ws_port: adminPort, admin_ws_ip: '127.0.0.1', admin_wss: false },
  });
}

/** @param {string} file @param {Record<string, Record<string, string | number | boolean>>} sections */
function write(file, sections) {
  const text = Object.entries(sections).map(([section, values]) => {
    const lines = Object.entries(values).map(([key, value]) => `  ${key} = ${JSON.stringify(value)}`);
    return `${section}: {\n${lines.join('\n')}\n}\n`;
  });
  writeFileSync(file, text.join('\n'), { mode: 0o600 });
}
