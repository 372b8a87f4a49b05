/** Watches the page's event stream, shows whether it lives, and opens it again where it ended. */

import { Controller } from "../../vendor/stimulus.js"

const RETRY_MS = [1000, 2000, 5000, 10_000]

export class ConnectionController extends Controller {
  connect() {
    this.tries = 0
    addEventListener("pagehide", this.left)
    addEventListener("pageshow", this.returned)
    this.watch()
  }

  disconnect() {
    removeEventListener("pagehide", this.left)
    removeEventListener("pageshow", this.returned)
    clearTimeout(this.timer)
    this.source?.removeEventListener("open", this.opened)
    this.source?.removeEventListener("error", this.failed)
    this.source?.removeEventListener("message", this.received)
  }

  watch() {
    /** @type {EventSource} */
    this.source = this.element.streamSource
    this.source.addEventListener("open", this.opened)
    this.source.addEventListener("error", this.failed)
    this.source.addEventListener("message", this.received)
    this.show(this.source.readyState === EventSource.OPEN ? "live" : "waiting")
  }

  opened = () => {
    this.tries = 0
    this.show("live")
  }

  received = (event) => {
    if (event.lastEventId) this.position = event.lastEventId
  }

  /** The browser opens a broken stream again by itself; one that was refused must be asked for anew. */
  failed = () => {
    this.show("waiting")
    if (this.source.readyState !== EventSource.CLOSED) return
    const wait = RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)]
    this.timer = setTimeout(this.reopen, wait)
  }

  /** A page that the browser keeps for the way back would hold one of the few connections it grants a site. */
  left = () => {
    clearTimeout(this.timer)
    this.source.close()
  }

  /** @param {PageTransitionEvent} event */
  returned = (event) => {
    if (event.persisted) this.reopen()
  }

  reopen = () => {
    const address = new URL(this.element.getAttribute("src"), location.href)
    if (this.position) address.searchParams.set("after", this.position)
    this.element.setAttribute("src", address.pathname + address.search)
    this.element.disconnectedCallback()
    this.element.connectedCallback()
    this.watch()
  }

  /** @param {"live" | "waiting"} state */
  show(state) {
    const sign = document.getElementById("connection")
    if (!sign || sign.dataset.state === state) return
    sign.dataset.state = state
    sign.querySelector(".connection__text").textContent = sign.dataset[state]
  }
}
