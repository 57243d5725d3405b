/** Why a clause is not tried with one person more, by its id. */
export const withoutBystander: Readonly<Record<string, string>> = {
  'RTC-PEOPLE-16': 'it holds the order of everything that an end tells, of everybody',
  'RTC-PEOPLE-17': 'it says that nobody else appears: the one that is there is the claim',
  'RTC-SWITCH-03':
    'the other vendor has those whom the clause has there: who is at one of them alone is in RTC-SWITCH-01',
};

/** Why a clause about a local source is not tried with a second one on, by its id. Which devices are open is core alone, the same for every adapter. */
export const withoutSecondSource: Readonly<Record<string, string>> = {
  'RTC-JOIN-20':
    'it lists the devices that are open after a refused join; RTC-SWITCH-02 and RTC-WHICH-02 have two sources',
  'RTC-END-10':
    'whoever is thrown out has everything let go; what they send in the next call is what they ask for there',
  'RTC-END-13':
    'whoever is thrown out has everything let go; what they send in the next call is what they ask for there',
  'RTC-INTENT-03': 'it counts how often a device is asked for',
  'RTC-INTENT-08':
    'it lists the devices that are open while a camera is muted; RTC-SILENCE-02 has two sources',
  'RTC-INTENT-09':
    'it lists the devices that are open while a microphone is muted; RTC-SILENCE-01 has two sources',
  'RTC-DEVICE-06': 'it lists the devices that are open after a change',
  'RTC-DEVICE-08': 'it lists the devices that are open after a change while muted',
  'RTC-SWITCH-01': 'it lists what the other vendor has of this side',
};

/** Why no profile of the fake runs a clause: it has nobody to be counted. */
export const nowhereOnTheFake: Readonly<Record<string, string>> = {
  'RTC-PEOPLE-29': 'a name that is given at the join alone',
  'RTC-SCREEN-11': 'a camera that is published and a screen that has no sound',
  'RTC-SIZE-02': 'pictures of any size',
};
