/** The texts of the lobby, and those that are everywhere, in English. The other languages have exactly the same shape. */
export const en = {
  appName: 'Jackfield',
  starting: 'Starting…',
  close: 'Close',
  loading: 'Loading the call…',
  loadFailed: 'The call could not be loaded. Check the network, then reload the page.',
  failed: (code: string): string => `That did not work (${code}). Try again.`,
  lobby: {
    title: 'Ready to join?',
    preview: 'Camera preview',
    cameraOff: 'Your camera is off',
    cameraOpening: 'Waiting for your camera. Allow it if the browser asks.',
    you: 'You',
  },
  provider: {
    label: 'Provider',
    names: {
      p2p: 'Direct, browser to browser',
      fake: 'Pretend call with bots',
      aliyun: 'Alibaba Cloud RTC',
      trtc: 'Tencent RTC',
      livekit: 'LiveKit',
      janus: 'Janus',
    },
    people: (count: number): string => `up to ${String(count)} people`,
    screen: 'screen sharing',
    screenSound: 'screen sharing with sound',
    chat: 'chat and reactions',
    moderation: 'host tools (if granted)',
    statistics: 'statistics',
    reconnects: 'reconnects by itself',
    encrypted: 'encrypted between people',
    able: 'Here you get:',
    carriers: {
      direct: 'From browser to browser: no service in between.',
      service: 'Over the real service.',
      proxy: 'Over a proxy that this server names: the real service, or a stand-in for it.',
      emulator: 'Over an emulator on this server, not the real service: for trying out.',
      pretend: 'Nobody in it is real, and nobody else can come.',
    },
    unknown: (name: string, names: string): string =>
      `This app has no provider “${name}”. Change ?adapter= in the address to one of: ${names}.`,
  },
  devices: {
    microphone: 'Microphone',
    camera: 'Camera',
    speaker: 'Speaker',
    screen: 'Share screen',
    retry: 'Try again',
    dismiss: 'Dismiss',
  },
  join: {
    form: 'Join a call',
    name: 'Your name',
    namePlaceholder: 'What others will see',
    nameMissing: 'Enter your name to join.',
    nameTooLong: (length: number): string => `Shorten your name to ${String(length)} characters.`,
    room: 'Room',
    roomMissing: 'Enter a room to join.',
    roomInvalid:
      'A room takes letters without accents, digits, "-" and "_", at most 64 of them, and no spaces.',
    useSuggestion: (room: string): string => `Use ${room}`,
    join: 'Join',
    joining: 'Joining…',
    cancel: 'Cancel',
  },
  link: {
    label: 'Link to this room',
    room: (room: string): string => `Room: ${room}`,
    copy: 'Copy link',
    share: 'Share',
    copied: 'Link copied',
    copyByHand: 'The browser does not allow copying: the link is selected, copy it with the keyboard.',
  },
  look: {
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
};

/** The shape that every language has. */
export type Messages = typeof en;
