/**
 * Single-key shortcuts. An element says which key presses it with `data-shortcut`; only walking the list is
 * known here. They are silent while somebody types, with a modifier, or when switched off in the help.
 */

import { Controller } from "../../vendor/stimulus.js"

const SWITCH = "shortcuts"

export class KeyboardController extends Controller {
  static targets = ["switch"]

  connect() {
    this.press = (event) => this.pressed(event)
    document.addEventListener("keydown", this.press)
  }

  disconnect() {
    document.removeEventListener("keydown", this.press)
  }

  switchTargetConnected(box) {
    box.checked = this.on
  }

  toggle(event) {
    localStorage.setItem(SWITCH, event.target.checked ? "on" : "off")
  }

  get on() {
    return localStorage.getItem(SWITCH) !== "off"
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (!this.on || isTyping(event.target)) return
    const key = event.key.toLowerCase()
    if (key === "j" || key === "k") {
      event.preventDefault()
      this.walk(key === "j" ? 1 : -1)
      return
    }
    if (!/^[a-z?]$/.test(key)) return
    const element = this.element.querySelector(`[data-shortcut="${key}"]`)
    if (!element || element.disabled) return
    event.preventDefault()
    const sheet = element.closest("[popover]")
    if (sheet && !element.checkVisibility()) sheet.showPopover()
    element.click()
    if (element.tagName === "SUMMARY") element.parentElement.querySelector("button")?.focus()
  }

  /** @param {1 | -1} step */
  walk(step) {
    const cards = [...document.querySelectorAll("#cards .card")]
    const open = cards.findIndex((card) => card.getAttribute("aria-current") === "true")
    const next = cards[open < 0 ? 0 : open + step]
    next?.click()
    next?.scrollIntoView({ block: "nearest" })
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches("textarea, select")) return true
  return target.matches("input") && !target.matches("[type=radio], [type=checkbox], [type=button], [type=submit]")
}
