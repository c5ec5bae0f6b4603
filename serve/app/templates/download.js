// Hands a file to the browser, which saves it: once for each press of the button, however often the page is drawn; see serve/app/download.py.

const KEPT = 60_000 // milliseconds that the file is kept for a browser that asks its person first

const done = (window.mailwrightSaved ??= new Set())

export default function ({ data }) {
  if (done.has(data.press)) return
  done.add(data.press)
  const bytes = Uint8Array.from(atob(data.content), (letter) => letter.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: data.type }))
  link.download = data.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT)
}
