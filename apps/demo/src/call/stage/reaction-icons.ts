import { HandHeart, Heart, PartyPopper, ThumbsUp, type IconNode } from 'lucide';

const face: IconNode = [
  ['circle', { cx: '12', cy: '12', r: '10' }],
  ['path', { d: 'M8.5 8.5v1M15.5 8.5v1' }],
];

/** The drawing of a reaction: a machine may have no picture for an emoji, or one of another kind for each. */
export interface ReactionIcon {
  readonly icon: IconNode;
  /** A colour of CSS that is seen on dark and on light ground. */
  readonly colour: string;
}

/** The drawing of each reaction, by the emoji that is sent. */
export const reactionIcons: ReadonlyMap<string, ReactionIcon> = new Map([
  ['👍', { icon: ThumbsUp, colour: 'var(--reaction-blue)' }],
  ['👏', { icon: HandHeart, colour: 'var(--reaction-gold)' }],
  ['❤️', { icon: Heart, colour: 'var(--reaction-red)' }],
  ['😂', { icon: [...face, ['path', { d: 'M7 13h10a5 5 0 0 1-10 0Z' }]], colour: 'var(--reaction-gold)' }],
  ['😮', { icon: [...face, ['circle', { cx: '12', cy: '15.5', r: '2.5' }]], colour: 'var(--reaction-gold)' }],
  ['🎉', { icon: PartyPopper, colour: 'var(--reaction-green)' }],
]);
