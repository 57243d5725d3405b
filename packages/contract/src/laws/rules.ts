/** The number of a place where vendors mean different things by the same word. */
export type RuleNumber =
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20
  | 21
  | 22
  | 23
  | 24
  | 25
  | 26
  | 27
  | 28
  | 29
  | 30
  | 31
  | 32
  | 33
  | 34;

/** What core makes of each of them. Each has at least one clause. */
export const rules: Readonly<Record<RuleNumber, string>> = {
  1: 'Whether those in the room are known before, with or after the join, they come as existing participants.',
  2: 'Listeners may be added before a join, and nothing that happens meanwhile is lost.',
  3: 'The same user twice is two presences, or the older call is replaced, or the newer is refused: as declared.',
  4: 'A reconnect that makes new vendor objects does not make new participants.',
  5: 'Those whom a vendor hides are not invented; a role that hides somebody shows as their going.',
  6: 'Ids are strings; those that the vendor would not take are refused before any network call.',
  7: 'A screen share is a source of the same participant, never another person.',
  8: 'A join that the vendor never answers is given up, and its late success torn down.',
  9: 'Leaving during a join always wins.',
  10: 'Leaving never hangs and never rejects.',
  11: 'Subscription, publication, participant: gone in that order, whatever the vendor reports.',
  12: "The driver's leave runs at every end, whether the vendor is out already or not.",
  13: 'A second call while one is going on waits for its turn or is refused; vendors never get two at a time.',
  14: 'One session joins, leaves and joins again.',
  15: 'Muting is intent: a camera is let go, a microphone is kept, and the light tells the truth.',
  16: 'Muting keeps the publication for the others.',
  17: 'Unpublishing, muting and stopping are three things.',
  18: "The captured track is core's; vendors get another one and may do with it as they like.",
  19: 'A device that is pulled out mutes with that reason; it never ends in a silent black picture.',
  20: 'Choosing a device while muted opens nothing.',
  21: 'Refused devices are told by the names of the web platform.',
  22: 'A cancelled picker, a refusal and the end of a share are three things.',
  23: 'The sound of a screen is a wish, and muting the microphone does not cut it.',
  24: 'Camera and screen together are claimed or denied, and the denial is kept.',
  25: 'What is received is decided by core, not by the default of an SDK.',
  26: 'Subscribed means that a track is there.',
  27: 'A track may be swapped under a source that stays the same.',
  28: "Elements are the app's: nothing is added, and detaching leaves them blank.",
  29: 'What is shown and how large is told to the adapter; no SDK guesses it from elements.',
  30: 'Remote sound is heard exactly once.',
  31: 'Refused playback is one state and one call that ends it.',
  32: 'Down for a while and over for good are two states.',
  33: 'Words for quality, 0 to 1 for levels and volumes, milliseconds for times.',
  34: 'A promise that resolves means that it is so.',
};
