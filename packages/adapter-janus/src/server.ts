/**
 * What an app's server does at a Janus server: makes rooms, and moderates them. Node only.
 *
 * @packageDocumentation
 */
export { createJanusRooms, type JanusRooms, type JanusRoomsOptions } from './server/janus-rooms.ts';
