/** What a number of the vendor's means, for the documents. */
export interface ErrorMeaning {
  /** The vendor's own name for it; empty where it has none. */
  readonly name: string;
  readonly en: string;
  readonly zh: string;
}

/** A row for each number of `src/error-table.ts`: names from the vendor's README and bundle, meanings in our words. */
export const errorMeanings: Readonly<Record<number, ErrorMeaning>> = {
  10000: {
    name: 'ERROR_DEVICE_UNKNOWNERROR',
    en: 'a device failed, and the SDK does not know why',
    zh: '设备未知错误',
  },
  10001: { name: 'ERROR_DEVICE_AUDIODEVICENOTFOUND', en: 'there is no microphone', zh: '没有麦克风' },
  10002: { name: 'ERROR_DEVICE_VIDEODEVICENOTFOUND', en: 'there is no camera', zh: '没有摄像头' },
  10003: {
    name: 'ERROR_DEVICE_AUDIODEVICENOTALLOWED',
    en: 'the browser may not use the microphone',
    zh: '浏览器不允许使用麦克风',
  },
  10004: {
    name: 'ERROR_DEVICE_VIDEODEVICENOTALLOWED',
    en: 'the browser may not use the camera',
    zh: '浏览器不允许使用摄像头',
  },
  10005: {
    name: 'ERROR_DEVICE_AUDIODEVICENOTREADABLE',
    en: 'the system does not give the microphone',
    zh: '系统不让出麦克风（可能被占用）',
  },
  10006: {
    name: 'ERROR_DEVICE_VIDEODEVICENOTREADABLE',
    en: 'the system does not give the camera',
    zh: '系统不让出摄像头（可能被占用）',
  },
  10007: {
    name: 'ERROR_DEVICE_CONSTRAINEDDERROR',
    en: 'no device can do what was asked for',
    zh: '没有满足要求的设备',
  },
  10008: { name: 'ERROR_DEVICE_AUDIO_ENDED', en: 'the microphone is gone', zh: '麦克风已断开' },
  10009: { name: 'ERROR_DEVICE_VIDEO_ENDED', en: 'the camera is gone', zh: '摄像头已断开' },
  10010: {
    name: 'ERROR_SCREENSHARE_UNKNOWNERROR',
    en: 'sharing the screen failed, and the SDK does not know why',
    zh: '屏幕共享未知错误',
  },
  10011: {
    name: 'ERROR_SCREENSHARE_NOTALLOWED',
    en: 'the person closed the picker, or sharing is forbidden',
    zh: '用户取消了选择，或禁止共享',
  },
  10012: {
    name: 'ERROR_SCREENSHARE_ENDED',
    en: "the share was ended from the browser's bar",
    zh: '用户在浏览器的提示条上停止了共享',
  },
  10013: {
    name: 'ERROR_SCREENSHARE_NOPERMISSION',
    en: 'the operating system forbids recording the screen',
    zh: '操作系统禁止录制屏幕',
  },
  10014: {
    name: 'ERROR_SCREENSHARE_INVALIDACCESS',
    en: 'the picker gave an InvalidAccessError',
    zh: '选择窗口返回 InvalidAccessError',
  },
  10015: {
    name: 'ERROR_SCREENSHARE_ABORTERROR',
    en: 'the picker gave an AbortError',
    zh: '选择窗口返回 AbortError',
  },
  10016: {
    name: 'ERROR_SCREENSHARE_INVALIDSTATEERROR',
    en: 'sharing needs a click in a visible page',
    zh: '必须在可见页面上由点击触发',
  },
  10017: {
    name: 'ERROR_SCREENSHARE_TYPEERROR',
    en: 'the picker did not take its arguments',
    zh: '选择窗口的参数不正确',
  },
  10020: { name: 'ERROR_NOTSUPPORT_WEBRTC', en: 'the browser has no WebRTC', zh: '浏览器不支持 WebRTC' },
  10021: { name: 'ERROR_NEEDHTTPS', en: 'the page is not secure', zh: '页面不是 HTTPS' },
  10022: { name: 'ERROR_NOTSUPPORT_DEVICE', en: 'the browser gives no devices', zh: '浏览器不提供设备接口' },
  10023: { name: 'ERROR_NOTSUPPORT_H264', en: 'the browser has no H.264', zh: '浏览器不支持 H.264' },
  10024: {
    name: 'ERROR_NOTSUPPORT_BROWSER',
    en: 'the SDK does not know this browser',
    zh: 'SDK 不支持此浏览器',
  },
  10025: {
    name: 'ERROR_NOTSUPPORT_SCREENSHARE',
    en: 'the browser cannot share a screen',
    zh: '浏览器不支持屏幕共享',
  },
  10030: {
    name: 'ERROR_NOTSUPPORT_SETOUTPUTDEVICE',
    en: 'the browser cannot choose a loudspeaker',
    zh: '浏览器不能选择扬声器',
  },
  10040: {
    name: 'ERROR_NOTSUPPORT_SETSINKID',
    en: 'the browser cannot choose a loudspeaker',
    zh: '浏览器不支持 setSinkId',
  },
  10101: {
    name: 'ERROR_OPTIONS_CHANNELPROFILE_CDNLIVE',
    en: 'only in the low-latency live profile',
    zh: '仅限低延时直播模式',
  },
  10111: {
    name: 'ERROR_OPTIONS_CHANNELPROFILE_RTC',
    en: 'only in the interactive profile',
    zh: '仅限互动模式',
  },
  10112: {
    name: 'ERROR_OPTIONS_LIVE_CANNOT_PUBLISH',
    en: 'the audience may not publish',
    zh: '观众角色不能推流',
  },
  10120: { name: 'ERROR_OPTIONS_AUDIO_ONLY', en: 'the engine is in audio-only mode', zh: '处于纯音频模式' },
  10130: {
    name: 'ERROR_OPTIONS_ENABLECAMERA',
    en: 'the camera is switched off for the engine',
    zh: 'enableCamera 为 false',
  },
  10150: {
    name: 'ERROR_NO_ROOMSERVER',
    en: 'no room server (not reached in 1.16)',
    zh: '没有房间服务器（1.16 中不会出现）',
  },
  10151: {
    name: 'ERROR_NO_MATCH_ROOMSERVER',
    en: 'no room server fits (not reached in 1.16)',
    zh: '没有匹配的房间服务器（1.16 中不会出现）',
  },
  10200: {
    name: 'ERROR_AUTOPLAY_UNKNOWN_ERROR',
    en: 'playing failed, and the SDK does not know why',
    zh: '自动播放未知错误',
  },
  10201: {
    name: 'ERROR_AUTOPLAY_ERROR',
    en: 'the browser plays nothing before a click',
    zh: '浏览器在点击之前不播放',
  },
  10300: { name: 'ERROR_ICE_DISCONNECTED', en: 'a media connection was lost', zh: '媒体连接断开' },
  10301: {
    name: 'ERROR_ICE_PUBLISH_DISCONNECTED',
    en: 'the connection that publishes was lost; published again by itself',
    zh: '推流连接断开；会自动重新推流',
  },
  10302: {
    name: 'ERROR_ICE_SUBSCRIBE_DISCONNECTED',
    en: 'a connection that receives was lost; subscribed again by itself',
    zh: '订阅连接断开；会自动重新订阅',
  },
  10310: {
    name: 'ERROR_HEARTBEAT_TIMEOUT',
    en: 'no answer for 90 s; joined again by itself',
    zh: '90 秒无应答；会自动重新加入',
  },
  10311: {
    name: 'ERROR_NOSESSION',
    en: 'the session is unknown (not reached in 1.16)',
    zh: '会话不存在（1.16 中不会出现）',
  },
  10400: { name: 'ERROR_PUBLISH_NOSTREAM', en: 'there is nothing to publish', zh: '没有可推的流' },
  10401: { name: 'ERROR_ANSWER_FAIL', en: "the service's answer was not taken", zh: '应答处理失败' },
  10500: {
    name: 'ERROR_FREQUENTLY_OPERATION',
    en: 'an operation of that kind is still running',
    zh: '上一个操作尚未结束',
  },
  10501: {
    name: 'ERROR_H5_COMPATIBLE_MODE',
    en: 'the channel is not in a mode that browsers can receive (the SDK swallows it)',
    zh: '频道未开启 H5 兼容模式（被 SDK 吞掉）',
  },
  10600: {
    name: 'ERROR_AUDIOMIXING_UNKNOWN_ERROR',
    en: 'background music failed, and the SDK does not know why',
    zh: '伴奏未知错误',
  },
  10601: { name: 'ERROR_LOAD_AUDIO_FAILED', en: 'background music could not be loaded', zh: '伴奏加载失败' },
  10602: {
    name: 'ERROR_INVALID_AUDIO_MIXING_STATE',
    en: 'background music is not in that state',
    zh: '伴奏状态不正确',
  },
  10603: {
    name: 'ERROR_NOTSUPPORT_AUDIOCONTEXT',
    en: 'the browser has no AudioContext',
    zh: '浏览器不支持 AudioContext',
  },
  10604: {
    name: 'ERROR_AUTOPLAY_FAIL',
    en: 'the browser plays no background music before a click',
    zh: '浏览器在点击之前不播放伴奏',
  },
  10605: {
    name: 'ERROR_NOT_ARRAYBUFFER',
    en: 'background music is no ArrayBuffer',
    zh: '伴奏不是 ArrayBuffer',
  },
  10606: {
    name: 'ERROR_AUDIO_MIXING_MISSING_PARAME',
    en: 'background music: a parameter is missing',
    zh: '伴奏缺少参数',
  },
  10607: { name: 'ERROR_START_MIX_FAIL', en: 'background music could not be started', zh: '伴奏启动失败' },
  10608: { name: 'ERROR_RESUME_AUDIO_FAIL', en: 'background music could not be resumed', zh: '伴奏恢复失败' },
  16974081: { name: '', en: 'a field of the credential is missing or wrong', zh: '鉴权字段缺失或错误' },
  33620257: {
    name: '',
    en: 'the channel is not in a mode that browsers can receive',
    zh: '频道未开启 H5 兼容模式',
  },
  33620481: { name: '', en: 'the AppId does not exist', zh: 'AppId 不存在' },
  33620482: { name: '', en: 'the application is disabled, or unpaid', zh: '应用已停用或欠费' },
  33620483: { name: '', en: 'the channel has ended', zh: '频道已结束' },
  33620484: { name: '', en: 'the channel does not exist, or its name is bad', zh: '频道不存在或名称不正确' },
  33620485: { name: '', en: 'the token is wrong', zh: 'token 不正确' },
  33622275: { name: '', en: 'joining failed on the side of the service', zh: '服务端加入失败' },
};
