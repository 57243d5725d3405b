// One chunk: the end has to be shown also when the server that the code comes from is gone.
export { default as Call } from './Call.svelte';
export { default as Ended } from './Ended.svelte';
export { createCallTools } from './create-call-tools.ts';
