// What require('electron') gives; module-hooks.ts leads there.
module.exports = globalThis[Symbol.for('electron-host')]
