/** A form that came back with faults: to the first of them, which may be far from the button. */

addEventListener("turbo:submit-end", ({ detail }) => {
  if (!detail.success && !detail.error) addEventListener("turbo:render", show, { once: true })
})

function show() {
  const fault = document.querySelector("main .fault, main .problem[role=alert]")
  if (!fault) return
  fault.closest("label")?.control?.focus({ preventScroll: true })
  fault.scrollIntoView({ block: "center" })
}
