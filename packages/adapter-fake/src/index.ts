/**
 * An in-memory RTC cloud for building and testing call apps.
 *
 * @packageDocumentation
 */
export { createFakeCloud, FakeCloud, type FakeCloudOptions } from './cloud/cloud.ts';
export { addBots, type BotOptions } from './cloud/bots.ts';
export type { SimulcastLayer } from './cloud/layer.ts';
export { fake, type FakeAdapterOptions } from './fake.ts';
export type { FakeOperation, FakeOutcome, FaultPlan } from './trouble/faults.ts';
export type { EventFault } from './trouble/event-filter.ts';
export { browserMedia, pitchOf, type FakeMedia, type FakeMix, type FakeOutput } from './cloud/media.ts';
export type { Network, RestoreOptions } from './trouble/network.ts';
export type { FakeParticipant } from './cloud/participant.ts';
export type { FakeParticipantInit, FakeRoom } from './cloud/room.ts';
export type { SdkSound } from './sound/sdk-sounds.ts';
export { troubleOf, type FakeTrouble } from './trouble/trouble.ts';
export { createRandom, type Random } from './trouble/random.ts';
