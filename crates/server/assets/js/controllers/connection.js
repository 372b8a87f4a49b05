/** Keeps the page's line to the server while the page is there, and shows whether it lives. */

import { Controller } from "../../vendor/stimulus.js"
import { renderStreamMessage } from "../../vendor/turbo.js"
import { Line } from "../line.js"

export class ConnectionController extends Controller {
  static values = { address: String, name: String }

  connect() {
    this.line = new Line(this.addressValue, this.nameValue, { show, render: renderStreamMessage })
    addEventListener("pagehide", this.left)
    addEventListener("pageshow", this.returned)
    this.line.open()
  }

  disconnect() {
    removeEventListener("pagehide", this.left)
    removeEventListener("pageshow", this.returned)
    this.line.close(false)
  }

  /** A page that the browser keeps for the way back must hold neither a connection nor the lock. */
  left = () => this.line.close(true)

  /** @param {PageTransitionEvent} event */
  returned = (event) => {
    if (event.persisted) this.line.open()
  }
}

/** @param {"live" | "waiting"} state */
function show(state) {
  const sign = document.getElementById("connection")
  if (!sign || sign.dataset.state === state) return
  sign.dataset.state = state
  sign.querySelector(".connection__text").textContent = sign.dataset[state]
}
