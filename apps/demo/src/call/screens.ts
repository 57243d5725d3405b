// One chunk: the end has to be shown also when the server that the code comes from is gone.
export { default as Call } from './Call.svelte';
export { default as Ended } from './Ended.svelte';
export { default as CrowdChoice } from '../lobby/CrowdChoice.svelte';
export { default as DeviceSetup } from '../lobby/DeviceSetup.svelte';
export { default as DoorNotice } from '../lobby/DoorNotice.svelte';
export { default as EncryptionChoice } from '../lobby/EncryptionChoice.svelte';
export { default as NetworkCheck } from '../lobby/NetworkCheck.svelte';
export { restoreProcessing } from '../app/processing-choice.svelte.ts';
export { createCallTools } from './create-call-tools.ts';
