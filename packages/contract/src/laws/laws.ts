import type { Law, LawId } from './law.ts';

/** Everything that the suite holds adapters and core to. Each law has at least one clause. */
export const laws: Readonly<Record<LawId, Law>> = {
  'join-once': {
    area: 'Lifecycle',
    text: 'Joining while a call is being joined, lasts or is being left is a typed error, and the vendor is not touched: there are never two vendor sessions.',
  },
  'join-fails-clean': {
    area: 'Lifecycle',
    text: 'A join that is refused, aborted or fails leaves the session idle, its own sources as they were, nothing at the vendor, and a second attempt works.',
  },
  'join-bounded': {
    area: 'Lifecycle',
    text: 'A join settles within its bound, also when the vendor never answers.',
  },
  'leave-during-join': {
    area: 'Lifecycle',
    text: 'Leaving during a join ends the call as left at once, and that join rejects aborted.',
  },
  'late-join': {
    area: 'Lifecycle',
    text: "A vendor's success that comes after its join was given up is torn down and cannot disturb the next join.",
  },
  'leave-always': {
    area: 'Lifecycle',
    text: 'Leaving is idempotent, never rejects, and works in every state: before a join, while reconnecting, after a kick, after a lost connection.',
  },
  'leave-bounded': {
    area: 'Lifecycle',
    text: 'Leaving settles within its bound, also when the vendor never answers.',
  },
  'ends-once': { area: 'Lifecycle', text: 'A call ends exactly once and has one reason from a closed list.' },
  'replaced-is-final': {
    area: 'Lifecycle',
    text: 'A call that ended because the same user joined elsewhere is not joined again by itself.',
  },
  'terminal-leaves': {
    area: 'Lifecycle',
    text: "Whatever ends a call, the driver's leave runs before the end is told, whether or not the vendor is out already.",
  },
  'nothing-left': {
    area: 'Lifecycle',
    text: 'After the end nothing of the call is open: no element shows anything, no timer, listener, track or connection is left; many calls in a row leave no more than one.',
  },
  disposed: {
    area: 'Lifecycle',
    text: 'Disposal is final: every later command is refused with a typed error, none hangs.',
  },
  rejoin: {
    area: 'Lifecycle',
    text: 'A session that has ended, for whatever reason, can join again, the same room or another.',
  },
  'page-closing': {
    area: 'Lifecycle',
    text: 'A page that closes lets go of its call at once, so that others see no ghost.',
  },
  'page-return': {
    area: 'Lifecycle',
    text: 'A page that comes back from the back-forward cache, or that was frozen until its vendor gave it up, is in its call again, with what it sent and no more; one that had left is not.',
  },
  switch: {
    area: 'Lifecycle',
    text: 'A call is switched to another vendor while it stays joined: people, streams and intents stay, what fails before it is concluded leaves the call as it was, and nothing is left at the vendor that was left.',
  },
  arguments: {
    area: 'Lifecycle',
    text: 'Names that the vendor would not take are refused before any network call, with the field and the pattern in the message.',
  },

  'roster-at-join': {
    area: 'People',
    text: 'Those known when join resolves are in the map then; the others follow as existing.',
  },
  'nobody-missed': {
    area: 'People',
    text: 'Nobody present is missed, and nobody is there twice, in whatever order and however often the vendor reports.',
  },
  'presence-ids': {
    area: 'People',
    text: 'A participant has an id of its own for each presence; the user id is the one that the app gave, as a string.',
  },
  'departure-bounded': {
    area: 'People',
    text: 'Those who leave, crash or lose their network are gone within a bound.',
  },
  'departure-order': {
    area: 'People',
    text: 'When somebody goes, or the call ends, every subscription ends before its publication and every publication before the participant.',
  },
  description: {
    area: 'People',
    text: 'Name, kind, role, permissions, recording and transport of others are told as they change, once a change.',
  },

  'interrupted-not-gone': {
    area: 'Reconnecting',
    text: 'While the transport is down nobody is reported as gone, whatever the vendor says.',
  },
  'same-people': {
    area: 'Reconnecting',
    text: 'After an interruption those who are still there are the same participants, also where the vendor gave everybody new ids; those who went meanwhile go, those who came come.',
  },
  'desired-state-returns': {
    area: 'Reconnecting',
    text: 'After an interruption what was published, muted and received is so again, without the app.',
  },
  'reconnect-bounded': {
    area: 'Reconnecting',
    text: 'An interruption ends within its bound: with the call as it was, or with the reason connection-lost.',
  },
  repair: {
    area: 'Reconnecting',
    text: 'A publication or a track that the vendor loses in the middle of a call is brought back by core.',
  },

  intent: {
    area: 'Own media',
    text: 'Enable, mute, unmute and disable are idempotent, the last intent wins, and what was asked for before a join holds in it.',
  },
  silence: {
    area: 'Own media',
    text: 'What is muted sends nothing from that moment on: over republishing, reconnecting, changing and losing devices, whatever the vendor writes to or makes of the track.',
  },
  'server-mute': {
    area: 'Own media',
    text: "A mute or an end that the server brings about becomes the person's intent; only the app undoes it.",
  },
  'device-trouble': {
    area: 'Own media',
    text: 'A device that is refused, in use, missing or pulled out shows as a status with that reason; the other sources go on; trying again works; putting it back unmutes nothing.',
  },
  'one-capture': {
    area: 'Own media',
    text: 'Devices are opened by core alone, together where they are asked for together; a released camera is closed; where a second capture would silence the first there never is a second.',
  },
  'screen-share': {
    area: 'Own media',
    text: 'However a screen share ends, it is one event with the reason; a cancelled picker fails nothing else; a suspended camera comes back as it was.',
  },
  'screen-audio': {
    area: 'Own media',
    text: 'The sound of a screen is a wish: the result tells what came of it, and muting the microphone does not cut it.',
  },
  'device-change': {
    area: 'Own media',
    text: 'Changing a device keeps the publication where the vendor can, and keeps mute; while nothing is open it is only remembered; a failed change keeps the old one.',
  },
  'own-tracks': {
    area: 'Own media',
    text: 'The track that an app sees is never the one that a vendor gets, and whatever the vendor does to its own, the captured one lives until core ends it.',
  },
  processors: {
    area: 'Own media',
    text: 'What a processor makes is sent and shown instead of what the device gives, behind the same gate; one that fails, hangs or stops is never left out, and is stopped once.',
  },
  quality: {
    area: 'Own media',
    text: 'What an app wishes of the encoder is in force as soon as it is said to be, before a call and in it, without a new publication; what a vendor cannot do is refused by name, and changes nothing.',
  },
  'publish-confirmed': {
    area: 'Own media',
    text: 'Published means that others can receive it; a publication that fails or is not answered says so within its bound, and unpublishing takes it away.',
  },

  'announced-once': {
    area: "Others' media",
    text: 'A publication is announced once; its mute and unmute are changes of it and leave it in place.',
  },
  'subscribe-settles': {
    area: "Others' media",
    text: 'Subscribing comes with a track, or fails with a reason, within its bound; asked for twice it is one subscription.',
  },
  'subscription-modes': {
    area: "Others' media",
    text: 'Sound is received always, pictures while they are attached and visible; in manual mode what the app asks for; over a limit the rest says so.',
  },
  'one-stream': {
    area: "Others' media",
    text: 'A remote source has one stream for life; an element is given it once, a new track is added before the old one goes, and detaching leaves the element blank.',
  },
  'audible-once': {
    area: "Others' media",
    text: 'Each remote sound can be heard exactly once, and picture elements are muted.',
  },
  'live-picture': {
    area: "Others' media",
    text: 'Whether a picture waits, plays or stands still is a state that an app can show.',
  },
  playback: {
    area: "Others' media",
    text: 'Sound that the browser refuses is one state with one way out, and nothing else fails for it.',
  },
  speaker: {
    area: "Others' media",
    text: 'Volume and loudspeaker are checked, hold for what plays and for what comes later.',
  },

  sizes: {
    area: "Others' media",
    text: 'A picture arrives as large as its tile wants it, as far as the vendor is said to follow: it grows and shrinks with that tile and with no other.',
  },
  levels: {
    area: "Others' media",
    text: 'Who speaks, and how good whose network is, is told of the right one, while it is wanted and no longer.',
  },
  encryption: {
    area: "Others' media",
    text: 'Media that are claimed to be encrypted between the participants are nothing to anybody without the key, the server included.',
  },

  'one-error': {
    area: 'Errors and events',
    text: 'Whatever fails, fails with one class of error, a code from one table, the adapter and the cause.',
  },
  'any-rejection': {
    area: 'Errors and events',
    text: 'Any shape of rejection is survived: plain objects, strings, nothing at all, circular structures, a throw before the promise.',
  },
  listeners: {
    area: 'Errors and events',
    text: 'Listeners may come at any time, several for one event; one that throws disturbs no other; each can be taken back.',
  },
  'nothing-after-end': {
    area: 'Errors and events',
    text: 'After the end of a call no event comes until the next join.',
  },
  'state-then-events': {
    area: 'Errors and events',
    text: 'The state has changed before its event fires, as one immutable object; change notices are batched.',
  },
  'unknown-events': {
    area: 'Errors and events',
    text: 'Vendor events that have no word of their own reach the app raw.',
  },

  claims: {
    area: 'Claims',
    text: 'What an adapter claims works, and what it denies is refused as unsupported: nothing succeeds without doing anything.',
  },
  messages: { area: 'Claims', text: 'Messages arrive as they were sent, or sending fails with the reason.' },
  roles: {
    area: 'Claims',
    text: 'Roles and permissions are what the vendor granted, and what can be done follows them.',
  },
  moderation: { area: 'Claims', text: 'A moderator can do what is claimed and nobody else can.' },
  credentials: {
    area: 'Claims',
    text: 'Credentials are renewed before they end, asked for anew each time, and a refused one is told in words.',
  },
  support: {
    area: 'Claims',
    text: 'Asking whether calls are possible opens no device and loads what it must.',
  },
  traces: {
    area: 'Claims',
    text: 'A call leaves nothing in its page but what it shows: no line in the console, no global.',
  },

  'driver-shape': {
    area: 'Drivers',
    text: 'An adapter is a frozen value that imports anywhere, serves several sessions, and has the methods that it claims.',
  },
  'driver-facts': {
    area: 'Drivers',
    text: 'A driver reports what is so, once, and nothing after it was disposed.',
  },
  'driver-idempotent': {
    area: 'Drivers',
    text: 'A driver can be asked for the same again: syncing, leaving, abandoning and disposing twice is one time.',
  },
  'driver-lets-go': {
    area: 'Drivers',
    text: 'A driver withdraws what it published before it leaves, stops no track that it was given, and clears up when a call to it is given up.',
  },
};
