import type { RtcCapabilities, RtcLimits } from '@jackfield/core/adapter';
import type { Row } from './row.ts';

type Has = (capabilities: RtcCapabilities, limits: RtcLimits) => string | false;

const yes = (holds: boolean): string | false => holds && 'yes';

/** A capability in the words that teams ask for it, and the clauses that hold an adapter to it. */
function can(id: string, en: string, zh: string, clauses: RegExp, has: Has): Row {
  return {
    id: `can-${id}`,
    area: 'capabilities',
    title: { en, zh },
    isAbout: (clause) => clauses.test(clause.id),
    has,
  };
}

/** The things that some vendors can do and others cannot. */
export const capabilityRows: readonly Row[] = [
  can('screen', 'Screen sharing', '屏幕共享', /^RTC-SCREEN-(?!0[45]$|09|1[0-3]$)/u, ({ sources }) =>
    yes(sources.includes('screen')),
  ),
  can(
    'screen-sound',
    'The sound of a shared screen',
    '共享屏幕的声音',
    /^RTC-(?:SCREEN-(?:08|09|10|11)|SILENCE-07)$/u,
    ({ screenAudio }) =>
      ({ separate: 'a source of its own', mixed: 'mixed into the microphone', none: false as const })[
        screenAudio
      ],
  ),
  can(
    'both',
    'Camera and screen at the same time',
    '摄像头和屏幕同时',
    /^RTC-(?:SCREEN-04|CLAIM-05)$/u,
    ({ cameraWithScreen }) => yes(cameraWithScreen),
  ),
  can(
    'seamless',
    'Another device in a call, without a gap',
    '通话中换设备，不中断',
    /^RTC-(?:DEVICE-06|DRIVER-16|CLAIM-08)$/u,
    ({ replaceTrack }) => yes(replaceTrack === 'seamless'),
  ),
  can(
    'mute',
    'Others see at once who is muted',
    '别人立刻看到静音',
    /^RTC-(?:INTENT-10|SUBSCRIBE-13|CLAIM-0[67]|WHICH-03)$/u,
    ({ muteVisible, announcesMute }) =>
      muteVisible === 'exact' &&
      (announcesMute === undefined ? 'every source' : announcesMute.length > 0 && announcesMute.join(', ')),
  ),
  can(
    'roster',
    'Everybody is known when the join is done',
    '加入完成时名单完整',
    /^RTC-PEOPLE-0[12]$/u,
    ({ roster }) => yes(roster === 'complete'),
  ),
  can(
    'twice',
    'The same user a second time',
    '同一用户再次加入',
    /^RTC-PEOPLE-0[678]$/u,
    ({ duplicateIdentity }) =>
      ({
        'kicks-older': 'replaces the older call',
        'rejects-newer': 'is refused',
        allowed: 'is there twice',
      })[duplicateIdentity],
  ),
  can('attested', 'The server vouches for user ids', '服务器担保用户 id', /^$/u, ({ identity }) =>
    yes(identity === 'attested'),
  ),
  can(
    'names',
    'Display names',
    '显示名',
    /^RTC-(?:PEOPLE-1[23]|PEOPLE-22|CLAIM-04|WHICH-05)$/u,
    ({ displayNames }) =>
      displayNames === 'at-join' ? 'given at the join' : displayNames && 'changed in a call, too',
  ),
  can(
    'messages',
    'Messages between participants',
    '参与者之间的消息',
    /^RTC-(?:MESSAGE-|WHICH-07)/u,
    ({ messages }) =>
      messages &&
      `${String(messages.maxBytes)} bytes${messages.directed ? ', to some' : ', to everybody only'}`,
  ),
  can('roles', 'Roles', '角色', /^RTC-ROLE-0[1-478]$/u, ({ roles }) => roles.length > 0 && roles.join(', ')),
  can(
    'moderation',
    'Moderation by participants',
    '参与者管理他人',
    /^RTC-MODERATE-/u,
    ({ moderation }) => moderation.length > 0 && moderation.join(', '),
  ),
  can(
    'subscribe',
    'Only what is looked at is received',
    '只接收正在看的',
    /^RTC-SUBSCRIBE-(?:02|10|12|14)$/u,
    ({ subscriptionGranularity }) => subscriptionGranularity !== 'all' && `by ${subscriptionGranularity}`,
  ),
  can(
    'simulcast',
    'A picture as large as its tile (simulcast)',
    '画面大小随窗口（simulcast）',
    /^RTC-SIZE-/u,
    ({ quality }) =>
      ({ exact: 'fits the tile', layers: 'the next layer', none: false as const })[
        quality?.receivedSize ?? 'none'
      ],
  ),
  can(
    'quality',
    'Bits, frames and preferences of what is sent',
    '发送码率、帧率和偏好',
    /^RTC-QUALITY-0[1-5]$/u,
    ({ quality }) =>
      quality !== undefined &&
      Object.keys(quality.sources).length > 0 &&
      Object.keys(quality.sources).join(', '),
  ),
  can('stats', 'Statistics', '统计', /^RTC-DRIVER-30$/u, ({ stats }) => yes(stats)),
  can('speaker', 'Who speaks', '谁在说话', /^RTC-LEVEL-/u, () => 'yes'),
  can(
    'signals',
    'How good each connection is',
    '各人的网络质量',
    /^RTC-SIGNAL-/u,
    ({ networkQuality }) =>
      networkQuality !== undefined &&
      { local: 'the local one', others: 'of others', everybody: 'of everybody' }[networkQuality],
  ),
  can('encryption', 'End-to-end encryption', '端到端加密', /^RTC-ENCRYPTION-/u, ({ endToEndEncryption }) =>
    yes(endToEndEncryption),
  ),
  can(
    'reconnect',
    'Getting over a lost network',
    '断网后恢复',
    /^RTC-RECONNECT-/u,
    ({ reconnect }) =>
      ({ resumes: 'goes on as it was', restarts: 'joins anew', none: false as const })[reconnect],
  ),
  can(
    'renewal',
    'A new credential in a call',
    '通话中更新凭证',
    /^RTC-CREDENTIAL-0[13]$/u,
    ({ renewCredential }) => yes(renewCredential),
  ),
  can(
    'recording',
    'Nobody is recorded without being asked',
    '录制需征求同意',
    /^$/u,
    ({ recordingConsent = false }) => yes(recordingConsent),
  ),
  can(
    'region',
    'A region that media never leave',
    '媒体不离开的区域',
    /^$/u,
    ({ region }) => region ?? false,
  ),
];
