/**
 * What a moderator does to others.
 *
 * @packageDocumentation
 */
export { moderate, type ModerationAct } from './session/moderate.ts';
