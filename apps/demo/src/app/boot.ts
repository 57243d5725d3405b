import { createSession } from '@jackfield/core';
import { catalogue } from '../i18n/language.svelte.ts';
import { readAddress } from './address.ts';
import { CallApp } from './call-app.svelte.ts';
import { chooseWay } from './choose-way.ts';

/** Makes the app for an address. Rejects with an error whose message a person can act on. */
export async function boot(href: string): Promise<CallApp> {
  const { adapter, room } = readAddress(href);
  const { way, problems } = await chooseWay(adapter);
  if (problems.length > 0) await catalogue.wantAdvice();
  return new CallApp({
    ...way,
    session: createSession(way.adapter),
    room,
    problems,
    development: import.meta.env.DEV,
  });
}
