// What any HTTP server of Node needs, without media: for servers that stand beside an emulator.
export { createPipelineBound } from './http/pipeline-bound.ts';
