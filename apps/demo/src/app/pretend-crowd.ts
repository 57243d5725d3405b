/** Somebody who is played. */
interface PretendPerson {
  publish(
    source: 'microphone' | 'camera',
    options: { readonly muted?: boolean; readonly track?: MediaStreamTrack | null },
  ): void;
}

/** People who are there from the start and stay as they are, so that a picture of the app is the same each time. */
export function addStillCrowd<Person extends PretendPerson>(
  room: { addParticipant(init: { readonly userId: string; readonly displayName: string }): Person },
  count: number,
): readonly Person[] {
  return Array.from({ length: count }, (_, index) => {
    const name = pretendNames[index % pretendNames.length] ?? '';
    const round = Math.floor(index / pretendNames.length);
    const person = room.addParticipant({
      userId: `pretend-${String(index)}`,
      displayName: round === 0 ? name : `${name} ${String(round + 1)}`,
    });
    person.publish('microphone', { muted: index % 3 !== 0 });
    person.publish('camera', index % 5 === 3 ? { muted: true, track: null } : {});
    return person;
  });
}

const pretendNames: readonly string[] = [
  'Ada',
  'Bea',
  'Chidi',
  'Dana',
  'Emre',
  'Fei',
  'Gita',
  'Hugo',
  '李娜',
  'Ines',
  'Jun',
  'Kofi',
  'Lea',
  'Mateo',
  'Noor',
  'Olu',
  'Priya',
  'Quinn',
];
