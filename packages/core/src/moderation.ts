/**
 * The acts of a moderator upon others.
 *
 * @packageDocumentation
 */
export { moderate, type ModerationAct } from './session/moderate.ts';
