import { createSession } from '@jackfield/core';
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAdapter } from './adapter.ts';
import { Call } from './Call.tsx';
import { readWho } from './who.ts';

// Made once, outside of components.
const session = createSession(createAdapter());
const call = createElement(Call, { session, who: readWho(location.search) });
createRoot(document.querySelector('#app') ?? document.body).render(createElement(StrictMode, {}, call));
