/** Writing: the count against the channel's limit, the draft of each conversation, sending by keyboard. */

import { Controller } from "../../vendor/stimulus.js"

/** The count appears when this share of the limit is used. */
const SHOW_FROM = 0.2

export class ComposerController extends Controller {
  static targets = ["box", "count", "mode"]
  static values = { conversation: String }

  /** @param {HTMLTextAreaElement} box */
  boxTargetConnected(box) {
    const draft = sessionStorage.getItem(this.key(box))
    if (draft && !box.value) box.value = draft
    this.count(box)
  }

  /** Reply or Note was chosen: write there. */
  choose(event) {
    this.box(event.target.value)?.focus()
  }

  typed(event) {
    const box = event.target
    if (box.value) sessionStorage.setItem(this.key(box), box.value)
    else sessionStorage.removeItem(this.key(box))
    this.count(box)
  }

  pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.target.form.requestSubmit()
    } else if (event.key === "Escape") {
      event.target.blur()
    }
  }

  /** The form was answered: a draft that was taken is forgotten. */
  sent(event) {
    if (!event.detail.success) return
    const box = event.target.querySelector("textarea")
    sessionStorage.removeItem(this.key(box))
    box.value = ""
    this.count(box)
  }

  /** @param {HTMLTextAreaElement} box */
  count(box) {
    const count = this.countTargets.find((target) => target.dataset.mode === box.dataset.mode)
    if (!count) return
    const limit = Number(box.dataset.limit)
    // Code points, as the platform counts them.
    const length = [...box.value].length
    count.hidden = length < limit * SHOW_FROM
    count.textContent = `${length} / ${limit}`
    count.classList.toggle("write__count--over", length > limit)
    box.form.querySelector("button").disabled = length > limit
  }

  /** @param {string} mode */
  box(mode) {
    return this.boxTargets.find((box) => box.dataset.mode === mode)
  }

  /** @param {HTMLTextAreaElement} box */
  key(box) {
    return `draft-${this.conversationValue}-${box.dataset.mode}`
  }
}
