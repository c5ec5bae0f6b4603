// An email whose claims are marked, with what each rests on below; see serve/app/email_view.py. Every text from a document or a model goes
// in as textContent: nothing here makes HTML of it.

const PAUSE = 500 // milliseconds without a key before an edit is sent to be checked

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector('.email')
  const view = (root.view ??= build(root))
  view.send = setStateValue
  if (view.stamp !== data.stamp) {
    view.stamp = data.stamp
    view.subject.set(data.subject)
    view.body.set(data.body)
  } else {
    view.subject.mark(data.subject)
    view.body.mark(data.body)
  }
  for (const field of [view.subject, view.body]) field.area.readOnly = !data.editable
  root.classList.toggle('editable', data.editable)
  view.told(data)
}

function build(root) {
  const view = { stamp: null }
  let timer = null
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(send, PAUSE)
  }
  const send = () => {
    clearTimeout(timer)
    timer = null
    view.send('edited', { subject: view.subject.area.value, body: view.body.area.value, stamp: view.stamp })
  }
  view.subject = field('Subject', changed, true)
  view.body = field('Email', changed, false)
  // Leaving a field sends at once, so that a click on a button works with the last word that was typed.
  for (const one of [view.subject, view.body]) one.area.addEventListener('blur', () => timer !== null && send())
  const status = element('p', 'status')
  status.setAttribute('role', 'status')
  const findings = element('ol', 'findings')
  const supported = element('details', 'supported')
  root.replaceChildren(view.subject.box, view.body.box, status, findings, supported)
  view.told = (data) => {
    status.textContent = `${data.summary} ${data.words} words.`
    findings.replaceChildren(...data.findings.map((one) => finding(one, view)))
    findings.hidden = !data.findings.length
    supported.hidden = !data.supported.length
    const open = supported.open
    supported.replaceChildren(
      element('summary', '', 'What the supported claims rest on'),
      list(data.supported.map((one) => rest(one))),
    )
    supported.open = open
  }
  return view
}

// A text area over the same text with marks: the words are the area's, the colours those of the layer behind it.
function field(label, changed, single) {
  const box = element('div', `field ${single ? 'subject' : 'body'}`)
  const paper = element('span', 'paper')
  const layer = element('span', 'layer')
  layer.setAttribute('aria-hidden', 'true')
  const area = element('textarea')
  area.rows = 1
  area.setAttribute('aria-label', label)
  area.spellcheck = true
  paper.append(layer, area)
  const title = element('span', 'label', label)
  title.setAttribute('aria-hidden', 'true')
  box.append(title, paper)
  let pieces = []
  const draw = () => layer.replaceChildren(...pieces.map(piece), '\u200b')
  // Keys typed here are text, not the page's shortcuts; those with Alt stay shortcuts.
  area.addEventListener('keydown', (event) => event.altKey || event.stopPropagation())
  area.addEventListener('keydown', (event) => single && event.key === 'Enter' && event.preventDefault())
  area.addEventListener('input', () => {
    if (single && area.value.includes('\n')) area.value = area.value.replace(/\s*\n\s*/g, ' ')
    pieces = moved(pieces, area.value)
    draw()
    changed()
  })
  return {
    box,
    area,
    set(given) {
      pieces = given
      area.value = joined(given)
      draw()
    },
    mark(given) {
      // What was judged may lag behind what was typed since; those marks are left for the next answer.
      if (joined(given) !== area.value) return
      pieces = given
      draw()
    },
    select(text) {
      const at = area.value.indexOf(text)
      area.focus()
      if (at >= 0) area.setSelectionRange(at, at + text.length)
    },
  }
}

function joined(pieces) {
  return pieces.map((one) => one.text).join('')
}

// The pieces as far as they begin and end like the new text; what changed between them is plain.
function moved(pieces, text) {
  const old = joined(pieces)
  const most = Math.min(old.length, text.length)
  let front = 0
  while (front < most && old[front] === text[front]) front++
  let back = 0
  while (back < most - front && old[old.length - 1 - back] === text[text.length - 1 - back]) back++
  const middle = text.slice(front, text.length - back)
  return [...cut(pieces, 0, front), ...(middle ? [{ text: middle, style: '' }] : []), ...cut(pieces, old.length - back, old.length)]
}

function cut(pieces, start, end) {
  const found = []
  let at = 0
  for (const one of pieces) {
    const text = one.text.slice(Math.max(start - at, 0), Math.max(end - at, 0))
    if (text) found.push({ ...one, text })
    at += one.text.length
  }
  return found
}

function piece(one) {
  return one.style ? element('mark', one.style, one.text) : document.createTextNode(one.text)
}

function finding(one, view) {
  const item = element('li', one.style)
  const claim = element('button', 'claim', `“${one.text}”`)
  claim.type = 'button'
  claim.title = 'Show it in the email'
  const part = joined_has(view.body, one.text) ? view.body : view.subject
  claim.addEventListener('click', () => part.select(one.text))
  item.append(element('span', 'verdict', one.label), claim, element('span', 'reason', one.reason), evidence(one))
  return item
}

function joined_has(field, text) {
  return field.area.value.includes(text)
}

function rest(one) {
  const item = element('li')
  item.append(element('span', 'claim', `“${one.text}”`), evidence(one))
  return item
}

function evidence(one) {
  return element('span', 'evidence', one.evidence)
}

function list(items) {
  const found = element('ul')
  found.append(...items)
  return found
}

function element(name, classes = '', text = '') {
  const found = document.createElement(name)
  if (classes) found.className = classes
  if (text) found.textContent = text
  return found
}
