import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { clientAddress } from '@jackfield/adapter-p2p/server';
import type { TokenHandler } from '@jackfield/tokens';
import type { HostPolicy } from './http/allowed-hosts.ts';
import type { ClientCookie } from './http/client-cookie.ts';
import { addHostRoutes, type HostRouteParts } from './host/host-routes.ts';
import { addNetworkRoutes, type TurnConfiguration } from './http/network-routes.ts';
import type { ProviderOffer } from './providers/provider-offers.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { PolicyExceptions } from './providers/vendor-exceptions.ts';

/** What the HTTP side works with. */
export interface AppParts {
  /** The folder of the built demo. */
  readonly demoDirectory: string;
  readonly hosts: HostPolicy;
  /** Tells one browser from another. */
  readonly cookie: ClientCookie;
  /** Proxies in front that each add to `X-Forwarded-For`. */
  readonly trustedHops: number;
  /** Hands out credentials. */
  readonly handOut: TokenHandler;
  /** What makes somebody the host of a room. */
  readonly host: Pick<HostRouteParts, 'rooms' | 'moderators' | 'isInvited' | 'isBound'>;
  /** The relay for calls between browsers. */
  readonly turn: TurnConfiguration | undefined;
  /** Which providers calls can be made with. */
  readonly offers: Readonly<Record<string, ProviderOffer>>;
  /** What an adapter's pages may load beyond the others'. */
  readonly exceptions: PolicyExceptions;
  /** Whether calls can begin now: false while the server stops. */
  readonly ready: () => boolean;
  /** Something went wrong that is no fault of the client. */
  readonly reportError: (error: unknown) => void;
}

/** Paths whose answers name the browser. */
const identified = new Set(['/', '/index.html', '/token']);

/** Everything that is answered by HTTP: the demo's files, health and readiness. */
export function createApp(parts: AppParts): Hono {
  const { demoDirectory, hosts, cookie, trustedHops, handOut, host, offers, exceptions, ready, reportError } =
    parts;
  const app = new Hono();
  app.use(securityHeaders(exceptions));
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', (context) =>
    ready() ? context.json({ status: 'ready' }) : context.json({ status: 'stopping' }, 503),
  );

  // What watches the server calls it by any name; pages do not.
  app.use(async (context, next) => {
    if (hosts.allowsHost(context.req.header('host'))) return next();
    return context.text(
      'This server does not answer to that name. Add its origin to ALLOWED_ORIGINS.\n',
      421,
    );
  });
  // With the page already, so that tabs that are opened together ask for their credentials as one browser.
  app.use(async (context, next) => {
    await next();
    if (!identified.has(context.req.path)) return;
    const setCookie = cookie.setCookieFor(context.req.raw);
    if (setCookie !== undefined) context.header('Set-Cookie', setCookie, { append: true });
  });
  app.all('/token', (context) => {
    const { address } = getConnInfo(context).remote;
    const forwardedFor = context.req.header('x-forwarded-for');
    return handOut(context.req.raw, {
      clientAddress: clientAddress({ remoteAddress: address, forwardedFor }, trustedHops),
    });
  });
  addNetworkRoutes(app, { turn: parts.turn, isInvited: host.isInvited });
  addHostRoutes(app, { ...host, cookie, hosts, reportError });
  app.get('/providers', (context) =>
    context.json({ providers: offers }, 200, { 'Cache-Control': 'no-store' }),
  );

  app.get(
    '*',
    serveStatic({
      root: demoDirectory,
      onFound: (path, context) => {
        // Built files carry a hash of their content in their name; everything else may change with the next build.
        const lasting = /[\\/]assets[\\/]/.test(path);
        context.header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );

  app.all('*', (context) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD')
      return context.text('Not found\n', 404);
    return context.text('Method not allowed\n', 405, { Allow: 'GET, HEAD' });
  });
  app.onError((error, context) => {
    reportError(error);
    return context.text('Something went wrong on the server\n', 500);
  });
  return app;
}
