/**
 * Everything that does nothing on purpose, in one place. Calls are recorded (records.ts); the value is what they return.
 * Events here may be listened for and never come: no such thing happens on this host.
 */
export const inertMembers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  App: {
    addRecentDocument: undefined,
    clearRecentDocuments: undefined,
    disableHardwareAcceleration: undefined,
    // Every window here is sandboxed; without sandbox it is refused (browser-window.ts).
    enableSandbox: undefined,
    focus: undefined,
    getBadgeCount: 0,
    hide: undefined,
    isAccessibilitySupportEnabled: false,
    isDefaultProtocolClient: false,
    removeAsDefaultProtocolClient: true,
    setAboutPanelOptions: undefined,
    setAppUserModelId: undefined,
    setAsDefaultProtocolClient: true,
    setBadgeCount: true,
    setLoginItemSettings: undefined,
    show: undefined,
    showAboutPanel: undefined,
  },
  BrowserWindow: {
    center: undefined,
    flashFrame: undefined,
    moveTop: undefined,
    removeMenu: undefined,
    setAlwaysOnTop: undefined,
    setAutoHideMenuBar: undefined,
    setBackgroundColor: undefined,
    setContentProtection: undefined,
    setIcon: undefined,
    setMenu: undefined,
    setMenuBarVisibility: undefined,
    setMinimumSize: undefined,
    setOverlayIcon: undefined,
    setProgressBar: undefined,
    setResizable: undefined,
    setSkipTaskbar: undefined,
    setTitleBarOverlay: undefined,
  },
  CommandLine: { appendArgument: undefined },
  CrashReporter: { start: undefined },
  NativeImage: { addRepresentation: undefined, setTemplateImage: undefined },
  Session: {
    clearCache: Promise.resolve(),
    flushStorageData: undefined,
    // Chromium's choosers for devices and screens have nobody to answer them here: the page's request is refused.
    setDevicePermissionHandler: undefined,
    setDisplayMediaRequestHandler: undefined,
    setSpellCheckerEnabled: undefined,
    setSpellCheckerLanguages: undefined,
  },
  Shell: { beep: undefined },
  Tray: { popUpContextMenu: undefined, setIgnoreDoubleClickEvents: undefined },
  WebContents: {
    closeDevTools: undefined,
    openDevTools: undefined,
    setAudioMuted: undefined,
    setBackgroundThrottling: undefined,
    setVisualZoomLevelLimits: Promise.resolve(),
    toggleDevTools: undefined,
  },
}

export const inertEvents: Readonly<Record<string, readonly string[]>> = {
  App: [
    ...['accessibility-support-changed', 'activate', 'browser-window-blur', 'certificate-error', 'child-process-gone'],
    ...['continue-activity', 'did-become-active', 'gpu-info-update', 'login', 'open-file', 'open-url'],
    ...['select-client-certificate', 'session-created'],
  ],
  BrowserWindow: [
    ...['always-on-top-changed', 'app-command', 'moved', 'query-session-end', 'resized', 'responsive', 'session-end'],
    ...['unresponsive', 'will-move', 'will-resize'],
  ],
  PowerMonitor: ['on-ac', 'on-battery', 'shutdown'],
  Screen: ['display-added', 'display-metrics-changed', 'display-removed'],
  Session: ['extension-loaded', 'preconnect', 'select-hid-device', 'select-serial-port', 'select-usb-device'],
  Tray: ['balloon-click', 'drop', 'mouse-enter', 'mouse-leave'],
  WebContents: [
    ...['before-input-event', 'blur', 'certificate-error', 'context-menu', 'devtools-opened', 'did-attach-webview'],
    ...['did-frame-finish-load', 'did-redirect-navigation', 'did-start-navigation', 'focus', 'login'],
    ...['page-favicon-updated', 'responsive', 'select-client-certificate', 'unresponsive', 'will-attach-webview'],
    ...['will-prevent-unload', 'zoom-changed'],
  ],
}
