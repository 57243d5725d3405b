import { createSession } from '@jackfield/core';
import { createAdapter } from './adapter.ts';
import { showCall } from './show-call.ts';
import { readWho } from './who.ts';

showCall({
  session: createSession(createAdapter()),
  who: readWho(location.search),
  root: document.querySelector('#app') ?? document.body,
});
