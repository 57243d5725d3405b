/** Requests of a client by name, and the number that the answer to each carries; `undefined` where there is none. */
export const answerNumbers = {
  'join/v2': 20,
  ability_status_report: 4158,
  get_user_list: 4137,
  'publish/v2': 4146,
  publish_state_change: 4112,
  unpublish: 4100,
  update_constraint_config: 772,
  mute_uplink: 4108,
  'subscribe/v3': 4156,
  subscribe_change: 4106,
  unsubscribe: 4104,
  change_role: 4110,
  channel_msg: undefined,
  quality_report: undefined,
  reconnect: 514,
  rebuild_pc: 4150,
  leave: undefined,
} as const;

/** A request that a client sends over its socket. */
export type CommandName = keyof typeof answerNumbers;

/** Tells a request that is known from one that is not. */
export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(answerNumbers, name);
}

/** Notices to a client, and their numbers. */
export const noticeNumbers = {
  kicked: 9,
  'channel-set-up': 19,
  'uplink-quality': 22,
  publishers: 23,
  'user-enter': 4134,
  'user-exit': 4135,
  message: 4140,
} as const;

/** A notice to a client. */
export type NoticeName = keyof typeof noticeNumbers;
