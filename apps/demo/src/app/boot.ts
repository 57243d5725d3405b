import { createSession } from '@jackfield/core';
import { chooseAdapter } from '../adapters.ts';
import { readAddress } from './address.ts';
import { CallApp } from './call-app.svelte.ts';

/** Makes the app for an address. Rejects with an error whose message a person can act on. */
export async function boot(href: string): Promise<CallApp> {
  const address = readAddress(href);
  const { adapter } = await chooseAdapter(address.adapter);
  const { problems } = await adapter.checkSupport();
  return new CallApp({
    session: createSession(adapter),
    room: address.room,
    nameLength: adapter.limits.displayNameLength,
    problems,
    preload: () => adapter.preload(),
  });
}
