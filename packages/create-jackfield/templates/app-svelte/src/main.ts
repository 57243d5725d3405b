import { createSession } from '@jackfield/core';
import { SessionView } from '@jackfield/svelte';
import { mount } from 'svelte';
import { createAdapter } from './adapter.ts';
import Call from './Call.svelte';
import { readWho } from './who.ts';

// Made once, outside of components.
const view = new SessionView(createSession(createAdapter()));
mount(Call, {
  target: document.querySelector('#app') ?? document.body,
  props: { view, who: readWho(location.search) },
});
