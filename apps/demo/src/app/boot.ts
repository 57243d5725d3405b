import { createSession } from '@jackfield/core';
import { adapterNames, chooseAdapter } from '../adapters.ts';
import { catalogue } from '../i18n/language.svelte.ts';
import { readAddress } from './address.ts';
import { CallApp } from './call-app.svelte.ts';

/** Makes the app for an address. Rejects with an error whose message a person can act on. */
export async function boot(href: string): Promise<CallApp> {
  const address = readAddress(href);
  const {
    adapter,
    trouble,
    carrier,
    hosted = false,
    encrypts = false,
  } = await chooseAdapter(address.adapter);
  const { problems } = await adapter.checkSupport();
  if (problems.length > 0) await catalogue.wantAdvice();
  return new CallApp({
    session: createSession(adapter),
    adapter,
    provider: address.adapter ?? adapterNames[0] ?? '',
    carrier: carrier(),
    hosted,
    encrypts,
    trouble,
    room: address.room,
    problems,
    development: import.meta.env.DEV,
  });
}
