import type { Server } from 'node:http';
import { ConfigurationError } from './read-configuration.ts';

/** Listens and resolves with the port. Rejects with a {@link ConfigurationError} that says what to change. */
export async function listen(where: {
  readonly server: Server;
  readonly host: string;
  readonly port: number;
}): Promise<number> {
  const { server, host, port } = where;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new ConfigurationError([explain(error, where)]));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

function explain(
  error: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop what uses it, or set PORT to another one (0 for any that is free).`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST "${host}" is no address of this machine. Leave it out for this machine alone, or set 0.0.0.0.`;
    default:
      return `Listening on ${host}:${port} failed: ${error.message}`;
  }
}
