import { mount } from 'svelte';
import App from './App.svelte';
import { boot } from './app/boot.ts';
import { theme } from './app/theme.svelte.ts';
import { catalogue } from './i18n/language.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');

theme.start();
const ready = boot(location.href);
// The app shows this failure. Until there are texts to show it with, the browser must not take it for unhandled.
ready.catch(() => undefined);
// No await here: chunks that load later share the code of this one, and would wait for it.
catalogue.start().then(
  () => {
    mount(App, { target, props: { ready } });
  },
  (error: unknown) => {
    // The texts are what is missing, so these are in both languages.
    target.textContent = 'Jackfield could not be loaded. Reload the page. · 页面无法加载，请重新加载。';
    throw error;
  },
);
