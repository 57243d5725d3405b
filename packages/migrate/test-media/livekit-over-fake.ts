export { overFake as livekit } from './cloud.ts';
