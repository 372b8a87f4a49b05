/**
 * The thread's scrolling. Its pane is laid out from the bottom, so it opens at the newest message and stays
 * there by itself; this only tells somebody who reads further up that something new arrived.
 */

import { Controller } from "../../vendor/stimulus.js"

const NEAR = 80

export class ScrollController extends Controller {
  static targets = ["pane", "messages", "jump"]

  connect() {
    this.watcher = new MutationObserver((changes) => this.changed(changes))
    this.watcher.observe(this.messagesTarget, { childList: true })
  }

  disconnect() {
    this.watcher.disconnect()
  }

  get isAtBottom() {
    // The origin of a reversed column is its end: further up is negative.
    return this.paneTarget.scrollTop > -NEAR
  }

  /** @param {MutationRecord[]} changes */
  changed(changes) {
    const last = this.messagesTarget.lastElementChild
    const isNew = changes.some((change) => [...change.addedNodes].includes(last))
    if (!isNew) return
    if (this.isAtBottom || last.matches(".message--outgoing, .message--note")) this.jump()
    else this.jumpTarget.hidden = false
  }

  moved() {
    if (this.isAtBottom) this.jumpTarget.hidden = true
  }

  jump() {
    this.paneTarget.scrollTop = 0
    this.jumpTarget.hidden = true
  }
}
