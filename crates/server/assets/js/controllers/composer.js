/** Writing: the count against the channel's limit, the draft of each conversation, sending by keyboard. */

import { Controller } from "../../vendor/stimulus.js"

/** The count appears when this share of the limit is used. */
const SHOW_FROM = 0.2

const encoder = new TextEncoder()

/**
 * Where somebody writes, by draft: a live update may bring a new box while they do.
 * @type {Map<string, [number, number]>}
 */
const carets = new Map()

/**
 * Reply or Note, by conversation, for the same reason.
 * @type {Map<string, string>}
 */
const modes = new Map()

export class ComposerController extends Controller {
  static targets = ["box", "count", "mode", "unsent"]
  static values = { conversation: String }

  /** @param {HTMLTextAreaElement} box */
  boxTargetConnected(box) {
    this.restore(box)
  }

  /** @param {HTMLInputElement} choice */
  modeTargetConnected(choice) {
    if (modes.get(this.conversationValue) === choice.value) choice.checked = true
  }

  /** The page was loaded again around a box or a choice. */
  morphed(event) {
    if (this.boxTargets.includes(event.target)) this.restore(event.target)
    if (this.modeTargets.includes(event.target)) this.modeTargetConnected(event.target)
  }

  /** @param {HTMLTextAreaElement} box */
  restore(box) {
    const draft = sessionStorage.getItem(this.key(box)) ?? this.takeOver(box)
    // What was refused came back with the box.
    if (box.value) sessionStorage.setItem(this.key(box), box.value)
    else if (draft) {
      box.value = draft
      box.setSelectionRange(...(carets.get(this.key(box)) ?? [draft.length, draft.length]))
    }
    this.count(box)
  }

  /** What was meant for a tag when the window opened is a reply now. */
  takeOver(box) {
    if (box.dataset.mode !== "reply" || this.element.querySelector("[data-mode=tag]")) return null
    const key = `draft-${this.conversationValue}-tag`
    const text = sessionStorage.getItem(key)
    if (text) sessionStorage.setItem(this.key(box), text)
    sessionStorage.removeItem(key)
    return text
  }

  /** Reply or Note was chosen: write there. */
  choose(event) {
    modes.set(this.conversationValue, event.target.value)
    this.boxTargets.find((box) => box.dataset.mode === event.target.value)?.focus()
  }

  typed(event) {
    const box = event.target
    this.keep(event)
    if (box.value) sessionStorage.setItem(this.key(box), box.value)
    else sessionStorage.removeItem(this.key(box))
    this.count(box)
  }

  /** Remembers the caret. */
  keep(event) {
    carets.set(this.key(event.target), [event.target.selectionStart, event.target.selectionEnd])
  }

  pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      // As if it were clicked, so that it cannot be while the message is on its way.
      event.target.form.querySelector(".write__send").click()
    } else if (event.key === "Escape") {
      event.target.blur()
    }
  }

  /** What is being sent must not come back as a draft in a box that a live update brings before the answer. */
  sending(event) {
    sessionStorage.removeItem(this.key(event.target.querySelector("textarea")))
  }

  /** The form was answered: a draft that was taken is forgotten. */
  sent(event) {
    const box = event.target.querySelector("textarea")
    this.unsentTarget.hidden = !event.detail.error
    if (!wasTaken(event.detail)) {
      if (box.value) sessionStorage.setItem(this.key(box), box.value)
      return
    }
    sessionStorage.removeItem(this.key(box))
    carets.delete(this.key(box))
    box.value = ""
    this.count(box)
  }

  /** @param {HTMLTextAreaElement} box */
  count(box) {
    const count = this.countTargets.find((target) => target.dataset.mode === box.dataset.mode)
    if (!count) return
    const limit = Number(box.dataset.limit)
    // Bytes or code points, as the platform counts them.
    const length = box.dataset.counts === "bytes" ? encoder.encode(box.value).length : [...box.value].length
    count.hidden = length < limit * SHOW_FROM
    count.textContent = [length, "/", limit, count.dataset.unit].filter((part) => part !== undefined).join(" ")
    count.classList.toggle("write__count--over", length > limit)
    box.form.querySelector(".write__send").disabled = length > limit
  }

  /** @param {HTMLTextAreaElement} box */
  key(box) {
    return `draft-${this.conversationValue}-${box.dataset.mode}`
  }
}

/** Whoever has to sign in again has sent nothing. */
function wasTaken({ success, fetchResponse }) {
  return success && fetchResponse.location.pathname !== "/sign-in"
}
