/**
 * A whole room that moves to another vendor together.
 *
 * @packageDocumentation
 */
export { createRoomMoves } from './rooms/create-room-moves.ts';
export type { MoveStatus } from './rooms/move.ts';
export type { MovePlan, MoveRequest, RoomMoveOptions, RoomMoves, RoomMoveState } from './rooms/room-moves.ts';
