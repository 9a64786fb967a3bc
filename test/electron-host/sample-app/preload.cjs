const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('sample', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  say: (text) => ipcRenderer.send('said', text),
  onHeard(listener) {
    const forward = (_event, ...args) => listener(...args)
    ipcRenderer.on('heard', forward)
    return () => ipcRenderer.removeListener('heard', forward)
  },
  now: () => 42,
  twice: (callback) => [callback(1), callback(2)],
  nothing: () => {
    throw new RangeError('nothing here')
  },
  missing: () => ipcRenderer.sendSync('x'),
  facts: { sandboxed: process.sandboxed, electron: process.versions.electron, list: [1, { deep: true }] },
})
