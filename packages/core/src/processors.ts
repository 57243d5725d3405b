/**
 * The interface that a processor (background blur, noise removal) implements, and the way to combine several:
 * `session.camera.setProcessor(processor)`.
 *
 * @packageDocumentation
 */
export type { MediaProcessor, ProcessedTrack } from './face/media-processor.ts';
export { chainProcessors } from './processors/chain-processors.ts';
