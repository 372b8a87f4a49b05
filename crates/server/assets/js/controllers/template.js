/**
 * The template picker: the list follows what is typed, the preview shows the values as they are filled in, and a live
 * update of the composer around it leaves it in place.
 */

import { Controller } from "../../vendor/stimulus.js"
import { renderStreamMessage } from "../../vendor/turbo.js"
import { sketch, takes } from "../file.js"

/** How long nothing is typed before it is looked for, in milliseconds. */
const PAUSE = 200

export class TemplateController extends Controller {
  static targets = ["find", "search", "ask", "list"]

  connect() {
    this.keep = this.keep.bind(this)
    document.addEventListener("turbo:before-stream-render", this.keep)
    if (this.isOpen) this.element.querySelector("[autofocus]")?.focus()
  }

  disconnect() {
    document.removeEventListener("turbo:before-stream-render", this.keep)
    clearTimeout(this.timer)
    this.request?.abort()
  }

  /** The preview follows by itself, so it needs no button. */
  askTargetConnected(button) {
    button.hidden = true
  }

  searchTargetConnected(button) {
    button.hidden = true
  }

  find() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.look(), PAUSE)
  }

  /** Brings the list alone, so that the search box and its caret stay. */
  async look() {
    this.request?.abort()
    this.request = new AbortController()
    const form = this.findTarget.form
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "text/vnd.turbo-stream.html" },
        signal: this.request.signal,
      })
      if (!response.ok) return
      const page = new DOMParser().parseFromString(await response.text(), "text/html")
      const patch = page.querySelector("turbo-stream template")
      const list = patch?.content.querySelector("[data-template-target=list]")
      if (list) this.listTarget.replaceWith(document.adoptNode(list))
      else if (patch) renderStreamMessage(page.body.innerHTML)
    } catch {
      // Overtaken by the next question, or no connection: the form still works.
    }
  }

  /** A value was typed: the preview shows it. */
  fill(event) {
    const { value, dataset } = event.target
    const name = dataset.place.slice(dataset.place.indexOf(".") + 1)
    for (const blank of this.element.querySelectorAll(".template__blank")) {
      if (blank.dataset.place === dataset.place) blank.textContent = value.trim() || `{{${name}}}`
    }
  }

  /** A file was chosen: what would surely not be taken is told, and the preview shows what would. */
  choose({ target: input }) {
    const [file] = input.files
    const rule = JSON.parse(input.dataset.rule)
    const own = file?.type.split("/")[0]
    const isKind = rule.kind === "file" || !own || own === rule.kind
    const isRefused = file && (file.size === 0 || !isKind || !takes(rule, file))
    const limits = this.element.querySelector(`#${input.getAttribute("aria-describedby")}`)
    input.setCustomValidity(isRefused ? limits.textContent : "")
    input.setAttribute("aria-invalid", String(Boolean(isRefused)))
    const top = this.element.querySelector(`.template__file[data-place="${CSS.escape(input.dataset.place)}"]`)
    const [sight, name] = [".template__sight", ".template__name"].map((part) => top.querySelector(part))
    sight.replaceChildren()
    const isNamed = file && !isRefused && rule.kind === "file"
    name.textContent = isNamed ? file.name : name.dataset.label
    if (file && !isRefused && own === "image") sketch(file, sight)
  }

  /** The page is loaded again around a picker that is in use: it stays as it is. */
  stay(event) {
    if (event.target === this.element && this.isOpen) event.preventDefault()
  }

  /** The composer comes anew around a picker that is in use: it stays as it is. */
  keep(event) {
    const stream = event.target
    const composer = this.element.closest(".composer")
    if (stream.getAttribute("action") !== "replace" || stream.getAttribute("target") !== composer?.id) return
    if (!this.isOpen) return
    const fresh = stream.templateElement.content.querySelector(`#${this.element.id}`)
    if (!fresh) return
    const place = document.activeElement?.dataset?.place
    const held = [...this.element.querySelectorAll("input[type=file]")].map((input) => [input.dataset.place, input.files])
    fresh.replaceWith(this.element.cloneNode(true))
    const id = this.element.id
    const field = (place) => document.querySelector(`#${id} input[data-place="${CSS.escape(place)}"]`)
    requestAnimationFrame(() => {
      // Not every browser copies what was chosen, and none a drawn picture.
      for (const [place, files] of held) {
        const input = field(place)
        if (!input || files.length === 0) continue
        input.files = files
        this.choose({ target: input })
      }
      if (place) field(place)?.focus()
    })
  }

  get isOpen() {
    return this.element.hasAttribute("data-open")
  }
}
