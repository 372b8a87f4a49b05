/**
 * The list: puts each card where its position says, whichever patch or page brought it, and marks the one
 * whose conversation is open. A card below what has been loaded is left to the page that loads it.
 */

import { Controller } from "../../vendor/stimulus.js"

export class ListController extends Controller {
  static targets = ["cards", "card", "frame"]
  static values = { open: String }

  connect() {
    this.loaded = () => this.frameLoaded()
    this.frameTarget.addEventListener("turbo:frame-load", this.loaded)
  }

  disconnect() {
    this.frameTarget?.removeEventListener("turbo:frame-load", this.loaded)
  }

  /** @param {HTMLElement} card */
  cardTargetConnected(card) {
    const isLoaded = card.closest(".more") !== null
    this.mark(card)
    for (const other of document.querySelectorAll(`#${CSS.escape(card.id)}`)) if (other !== card) other.remove()
    if (this.isPlaced(card)) return
    const position = Number(card.dataset.position)
    const after = [...this.cardsTarget.children].find(
      (other) => other !== card && Number(other.dataset.position) > position,
    )
    if (!after && !isLoaded && this.hasMore) card.remove()
    else this.cardsTarget.insertBefore(card, after ?? null)
  }

  /** Whether conversations follow that have not been loaded. */
  get hasMore() {
    return this.element.querySelector(".more__link") !== null
  }

  /** @param {HTMLElement} card */
  isPlaced(card) {
    if (card.parentElement !== this.cardsTarget) return false
    const position = Number(card.dataset.position)
    const before = card.previousElementSibling
    const after = card.nextElementSibling
    return (
      (!before || Number(before.dataset.position) <= position) && (!after || position <= Number(after.dataset.position))
    )
  }

  frameLoaded() {
    const conversation = this.frameTarget.querySelector("[data-conversation]")
    this.openValue = conversation?.dataset.conversation ?? ""
    if (conversation) document.title = conversation.dataset.title
  }

  openValueChanged() {
    for (const card of this.cardTargets) this.mark(card)
  }

  /** @param {HTMLElement} card */
  mark(card) {
    if (card.dataset.conversation === this.openValue) card.setAttribute("aria-current", "true")
    else card.removeAttribute("aria-current")
  }
}
