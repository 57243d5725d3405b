import { renderUnicodeCompact } from 'uqr';
import type { RunningServer } from './start-server.ts';
import { emulatorLimits } from './providers/start-emulator.ts';

/** What a person is told when the server is ready. */
export function announce(server: RunningServer): string {
  const lines = [`Jackfield is ready: ${server.url}`];
  if (server.lan) {
    const { link, fingerprint } = server.lan;
    lines.push(
      '',
      `Others on this network join with this link; whoever has it may enter: ${link}`,
      '',
      renderUnicodeCompact(link),
      '',
      'The certificate was made for this start, so browsers ask once whether to trust it. Its SHA-256 is',
      `  ${fingerprint}`,
    );
  }
  if (server.lan || server.turnUrl)
    lines.push('', `Ports: TCP ${server.port} for pages, tokens and signalling`);
  if (server.turnUrl) {
    lines.push(
      `       UDP ${server.turnUrl} for media of the Aliyun emulator`,
      `The emulator takes at most ${emulatorLimits.sessions} sessions, ${emulatorLimits.usersPerRoom} people in a room and ${emulatorLimits.subscriptionsPerSession} subscriptions each. It is for development.`,
    );
  }
  return lines.join('\n');
}
