import type { AdviceTexts } from '../en/advice.ts';

/** How to give a permission back, with the names that this browser's own buttons have in Chinese. */
const permissionStepsZh: AdviceTexts['permissionSteps'] = {
  chrome: '点击地址左侧的“查看网站信息”图标，打开“摄像头”和“麦克风”，然后重试。',
  edge: '点击地址左侧的锁形“查看网站信息”图标，打开“此站点的权限”，选择“允许”，然后重试。',
  firefox: '点击地址左侧带斜线的摄像头或麦克风图标，清除“已禁止”，然后重试。',
  safari: '打开 Safari › 设置 › 网站 › 摄像头与麦克风，将此网站设为“允许”，然后重试。',
  'safari-ios': '轻点地址栏中的页面菜单（“大小”），选择“网站设置”，将摄像头与麦克风设为“允许”，然后重试。',
  android: '轻触地址左侧的图标，选择“权限”，允许摄像头和麦克风，然后重试。',
  other: '请通过此页面地址旁的图标以及系统的隐私设置允许使用，然后重试。',
};

/** What to tell about devices that are not to be had. */
const captureZh: AdviceTexts['capture'] = {
  'permission-denied': ({ names }, steps) => ({ title: `${names}未被允许`, next: steps }),
  'device-not-found': ({ names }) => ({
    title: `未找到${names}`,
    next: '请连接设备后重试，也可以直接加入。',
  }),
  'device-in-use': ({ names }) => ({
    title: `${names}正被占用`,
    next: '另一个应用或标签页正在使用。请关闭它，然后重试。',
  }),
  overconstrained: ({ names }) => ({
    title: `${names}不符合要求`,
    next: '所选设备无法满足要求，请换一个设备。',
  }),
  'insecure-context': ({ names }) => ({
    title: `${names}需要安全的页面`,
    next: '浏览器只在 https:// 和 localhost 上打开设备，请用其中之一打开此页面。',
  }),
  'not-supported': ({ names }) => ({
    title: `此浏览器无法打开${names}`,
    next: '请使用新版的 Chrome、Edge、Firefox 或 Safari。',
  }),
};

/** What to tell about a join that failed. */
const joiningZh: AdviceTexts['joining'] = {
  timeout: { title: '等待超时，无人应答', next: '请检查网络，然后重试。' },
  network: { title: '无法连接服务器', next: '请检查网络，然后重试。' },
  signalling: { title: '无法连接服务器', next: '请确认服务器正在运行，然后重试。' },
  'room-full': { title: '房间已满', next: '请等待有人离开，或使用另一个房间。' },
  'credential-invalid': { title: '未获准进入', next: '请重新加载页面以再次获取权限。' },
  'credential-expired': { title: '你的访问权限已过期', next: '请重试以获取新的权限。' },
  forbidden: { title: '你不能进入此房间', next: '请询问邀请你的人。' },
  'rate-limited': { title: '尝试次数过多', next: '请等待一分钟，然后重试。' },
  'not-supported': { title: '此浏览器无法通话', next: '请使用新版的 Chrome、Edge、Firefox 或 Safari。' },
  'insecure-context': { title: '通话需要安全的页面', next: '请用 https:// 或在 localhost 上打开此页面。' },
};

/** What to tell about something that was tried in vain. */
const actionsZh: AdviceTexts['actions'] = {
  microphone: {
    title: '对其他人来说，你的麦克风没有改变',
    next: '请看麦克风按钮，它显示他们听到的状态。请再按一次，或离开后重新加入。',
  },
  camera: {
    title: '对其他人来说，你的摄像头没有改变',
    next: '请看摄像头按钮，它显示他们看到的状态。请再按一次，或离开后重新加入。',
  },
  speaker: {
    title: '无法使用该扬声器播放声音',
    next: '声音由系统选择的扬声器播放。请重新连接该扬声器，或选择另一个。',
  },
  screen: {
    title: '你的屏幕没有共享',
    next: '请重试。如果系统拒绝，请在系统的隐私设置中允许此浏览器录制屏幕。',
  },
  hand: { title: '其他人没有看到你举手', next: '消息没有发出，请重试。' },
  'hand-to-newcomer': { title: '刚加入的人看不到你举手', next: '请放下手再举一次，所有人就都能看到。' },
  reaction: { title: '你的回应没有发出', next: '请重试。' },
  'mute-somebody': { title: '对方没有被静音', next: '请让对方自己静音，或重试。' },
  'remove-somebody': { title: '对方仍在通话中', next: '请重试。' },
  'picture-in-picture': { title: '画面现在无法悬浮', next: '请等画面开始播放后再试。' },
  'full-screen': { title: '通话无法全屏显示', next: '浏览器拒绝了。请使用浏览器自带的全屏功能。' },
  host: { title: '操作未完成', next: '对方可能刚刚离开，或主持人已更换。请查看后重试。' },
  rename: { title: '其他人看到的仍是你原来的名字', next: '请重试。' },
};

/** What to tell when something fails, in Simplified Chinese. */
export const adviceZhHans: AdviceTexts = {
  joinNames: (names) => names.join('和'),
  permissionSteps: permissionStepsZh,
  capture: captureZh,
  captureOther: (names) => ({ title: `${names}未能启动`, next: '请重新插拔设备或重启浏览器，然后重试。' }),
  actions: actionsZh,
  joining: joiningZh,
  joiningOther: '加入失败',
  joiningUnsupported: '此处无法使用该服务商',
  joiningUnsupportedNext: '请在下方选择其他服务商，或启动支持它的服务器。',
  notSetUp: (names) =>
    `请在启动服务器的地方设置 ${names}（说明见 .env.example），然后重新启动；或在下方选择其他服务商。`,
};
