// Loaded before the application (-r): an error's box would wait for a person.
const { dialog } = require('electron')

dialog.showErrorBox = (title, text) => process.stderr.write(`${title}: ${text}\n`)
