/**
 * The loud and the speaking, for meters and speaker views. Nothing runs while nobody listens.
 *
 * @packageDocumentation
 */
export type { Levels, LevelsWatch, OwnLevel, ParticipantLevel } from './levels/levels.ts';
export { watchLevels } from './levels/watch-levels.ts';
