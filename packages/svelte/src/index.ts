export { DevicesView } from './devices-view.ts';
export { LevelsView } from './levels-view.ts';
export { LocalSourceView } from './local-source-view.ts';
export { ParticipantView } from './participant-view.ts';
export { QualityView } from './quality-view.ts';
export { RemoteSourceView } from './remote-source-view.ts';
export { SessionView } from './session-view.ts';
export { shown, type Showable } from './shown.ts';
export { StatsView } from './stats-view.ts';
