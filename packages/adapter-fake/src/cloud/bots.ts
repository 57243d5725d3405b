import type { SourceKind } from '@jackfield/core/adapter';
import type { FakeCloud } from './cloud.ts';
import type { FakeParticipant } from './participant.ts';
import { createRandom } from '../trouble/random.ts';

/** How a crowd behaves. Everything may be left out. */
export interface BotOptions {
  /** How many there are at most. 5 where left out. */
  readonly count?: number | undefined;
  /** How many of them are there from the start, 1…`count`. One where left out. */
  readonly present?: number | undefined;
  /** Milliseconds between two things that happen, on average. 2,000 where left out. */
  readonly everyMs?: number | undefined;
  /** What some of them publish besides a microphone. Camera where left out. */
  readonly sources?: readonly SourceKind[] | undefined;
}

/** What a crowd may do next. */
type BotAct = 'come' | 'go' | 'mute' | 'talk' | 'camera' | 'share' | 'say';

const names = [
  'Ada',
  'Bea',
  'Cai',
  'Dov',
  'Eda',
  'Fei',
  'Gus',
  'Hua',
  'Ivo',
  'Jun',
  'Kim',
  'Lea',
  'Mao',
  'Noa',
  'Oki',
];
const lines = ['Hello!', 'Can you hear me?', 'One moment, please.', 'Agreed.', 'I have to go soon.'];

/**
 * A crowd that comes, talks, shares, writes and goes, as the cloud's seed and clock say: the same seed gives the same crowd.
 * Returns what ends it: then they all leave and no timer is left.
 *
 * @param cloud - made by `createFakeCloud`.
 * @param room - the room to fill.
 * @param options - how the crowd behaves.
 */
export function addBots(cloud: FakeCloud, room: string, options: BotOptions = {}): () => void {
  const { count = 5, present = 1, everyMs = 2_000, sources = ['camera'] } = options;
  const bots: FakeParticipant[] = [];
  // A stream of its own: what else draws from the cloud's, such as latency, comes in an order that real time decides.
  const random = createRandom(cloud.random.next() * 2 ** 32);
  let came = 0;
  let sharing: FakeParticipant | undefined;

  const come = (): void => {
    const name = names[came % names.length] ?? 'Bot';
    const round = Math.floor(came / names.length);
    came += 1;
    bots.push(
      cloud.room(room).addParticipant({
        userId: `bot-${String(came)}`,
        displayName: round === 0 ? name : `${name} ${String(round + 1)}`,
        sources: ['microphone', ...sources],
      }),
    );
  };
  const go = (bot: FakeParticipant): void => {
    bots.splice(bots.indexOf(bot), 1);
    if (sharing === bot) sharing = undefined;
    bot.leave();
  };
  const acts: Record<BotAct, (bot: FakeParticipant) => void> = {
    come: () => {
      if (bots.length < count) come();
    },
    go: (bot) => {
      if (bots.length > 1) go(bot);
    },
    mute: (bot) => {
      bot.setMuted('microphone', true);
    },
    talk: (bot) => {
      bot.setMuted('microphone', false);
    },
    camera: (bot) => {
      bot.setMuted('camera', random.next() < 0.5);
    },
    share: (bot) => {
      if (sharing) {
        sharing.unpublish('screen');
        sharing = undefined;
      } else {
        bot.publish('screen');
        sharing = bot;
      }
    },
    say: (bot) => {
      bot.sendMessage('chat', random.pick(lines));
    },
  };
  // Coming and talking is more common than going.
  const common: readonly BotAct[] = ['come', 'come', 'go', 'mute', 'talk', 'talk', 'camera', 'share', 'say'];

  come();
  while (bots.length < Math.min(present, count)) come();
  const step = (): void => {
    acts[random.pick(common)](random.pick(bots));
    undo = cloud.clock.after(everyMs * (0.5 + random.next()), step);
  };
  let undo = cloud.clock.after(everyMs, step);
  return () => {
    undo();
    for (const bot of [...bots]) go(bot);
  };
}
