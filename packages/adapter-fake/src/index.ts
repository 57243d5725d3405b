/**
 * An in-memory RTC cloud for building and testing call apps.
 *
 * @packageDocumentation
 */
export { createFakeCloud, FakeCloud, type FakeCloudOptions } from './cloud.ts';
export { addBots, type BotOptions } from './bots.ts';
export type { SimulcastLayer } from './layer.ts';
export { fake, type FakeAdapterOptions } from './fake.ts';
export type { FakeOperation, FakeOutcome, FaultPlan } from './faults.ts';
export type { EventFault } from './event-filter.ts';
export { browserMedia, pitchOf, type FakeMedia, type FakeMix, type FakeOutput } from './media.ts';
export type { Network, RestoreOptions } from './network.ts';
export type { FakeParticipant } from './participant.ts';
export type { FakeParticipantInit, FakeRoom } from './room.ts';
export type { SdkSound } from './sdk-sounds.ts';
export { troubleOf, type FakeTrouble } from './trouble.ts';
export { createRandom, type Random } from './random.ts';
