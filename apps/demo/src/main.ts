import { mount } from 'svelte';
import App from './App.svelte';
import { boot } from './app/boot.ts';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');

mount(App, { target, props: { ready: boot(location.href) } });
