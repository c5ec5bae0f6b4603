// What the program is doing now; see serve/app/doing.py. The region stays while its text changes, so that a screen reader says each new step
// once; the seconds are for eyes only.

const FIRST = 150 // milliseconds until a region that has just come is known to a screen reader

export default function ({ parentElement, data }) {
  const step = parentElement.querySelector('[role=status]')
  const seconds = parentElement.querySelector('.seconds')
  seconds.textContent = data.seconds
  step.shown ??= setTimeout(() => (step.textContent = step.next), FIRST)
  if (step.next !== data.step) {
    step.next = data.step
    if (step.textContent) step.textContent = data.step
  }
}
