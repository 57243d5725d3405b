import { createSession } from '@jackfield/core';
import { catalogue } from '../i18n/language.svelte.ts';
import { readAddress } from './address.ts';
import { CallApp } from './call-app.svelte.ts';
import { chooseWay } from './choose-way.ts';

/** Makes the app for an address. Rejects with an error whose message a person can act on. */
export async function boot(href: string): Promise<CallApp> {
  const { adapter, failover, room } = readAddress(href);
  const routes = failover && (await (await import('./routes.ts')).chooseRoutes(failover, chooseWay));
  const { way, problems } = routes ?? (await chooseWay(adapter));
  if (problems.length > 0) await catalogue.wantAdvice();
  const session = createSession(way.adapter);
  const app = new CallApp({ ...way, session, room, problems, development: import.meta.env.DEV });
  routes?.follow(session, app);
  return app;
}
