/**
 * Files of a reply: chosen, pasted or dropped, each shown and taken away again; what the platform does not take is told
 * before anything is sent. The list is the form's own file input, so the form sends what is shown.
 */

import { Controller } from "../../vendor/stimulus.js"
import { inWords, measure, moves, sketch, takes } from "../file.js"

/**
 * What is chosen, by conversation: a live update may bring a new composer, and people look elsewhere and come back.
 * @type {Map<string, File[]>}
 */
const chosen = new Map()

export class FilesController extends Controller {
  static targets = ["input", "box", "list", "chip"]
  static values = {
    conversation: String, rules: Array, most: Number, many: String, empty: String, refused: String, first: String,
    sticker: String, picture: String,
  }

  connect() {
    this.listeners = {
      paste: (event) => this.pasted(event),
      dragover: (event) => this.over(event),
      dragleave: (event) => event.relatedTarget || this.aim(false),
      drop: (event) => this.take(event, event.dataTransfer),
      "turbo:submit-start": (event) => this.sending(event),
      "turbo:morph": () => this.show(),
      "files:back": () => this.show(),
    }
    for (const [name, listener] of Object.entries(this.listeners)) document.addEventListener(name, listener)
    this.show()
  }

  disconnect() {
    for (const [name, listener] of Object.entries(this.listeners)) document.removeEventListener(name, listener)
  }

  get files() {
    return chosen.get(this.conversationValue) ?? []
  }

  set files(files) {
    if (files.length > 0) chosen.set(this.conversationValue, files)
    else chosen.delete(this.conversationValue)
    this.show()
  }

  /** The browser's own choice replaces what its input held, so it joins what was there. */
  chosen() {
    this.add(this.inputTarget.files)
  }

  /** The same file again is the same file. */
  async add(files) {
    files = [...files]
    await Promise.all(files.map(measure))
    const known = new Map([...this.files, ...files].map((file) => [[file.name, file.size, file.lastModified].join("/"), file]))
    this.files = [...known.values()]
    const sight = this.listTarget.querySelector(".chosen--refused") ?? this.listTarget.lastElementChild
    sight?.scrollIntoView({ block: "nearest" })
  }

  /** Office programs add a picture of the text that they copy. */
  pasted(event) {
    const isHere = this.element.contains(event.target) || event.target === document.body
    if (isHere && !event.clipboardData.types.includes("text/plain")) this.take(event, event.clipboardData)
  }

  /** What was pasted or dropped, when it is files. */
  take(event, from) {
    this.aim(false)
    if (!from?.files.length) return
    event.preventDefault()
    this.element.closest(".composer")?.querySelector("[value=reply]:not(:checked)")?.click()
    this.add(from.files)
    this.element.querySelector("textarea").focus()
  }

  /** A file that misses the composer must not open in place of the desk. */
  over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return
    event.preventDefault()
    this.aim(true)
  }

  aim(isOver) {
    this.element.classList.toggle("write--aimed", isOver)
  }

  remove(event) {
    const buttons = [...this.listTarget.querySelectorAll("button")]
    const place = buttons.indexOf(event.currentTarget)
    this.files = this.files.filter((_, index) => index !== place)
    const left = this.listTarget.querySelectorAll("button")
    ;(left[Math.min(place, left.length - 1)] ?? this.inputTarget).focus()
  }

  /** What is on its way must not wait in a composer that a live update brings before the answer; what was refused comes back. */
  sending({ detail: { formSubmission } }) {
    if (formSubmission.formElement !== this.element) return
    const files = this.files
    chosen.delete(this.conversationValue)
    const answered = ({ detail }) => {
      if (detail.formSubmission !== formSubmission) return
      document.removeEventListener("turbo:submit-end", answered)
      if (!detail.success) chosen.set(this.conversationValue, files)
      document.dispatchEvent(new CustomEvent("files:back"))
    }
    document.addEventListener("turbo:submit-end", answered)
  }

  show() {
    const { files } = this
    this.boxTarget.dataset.ready = ""
    const held = new DataTransfer()
    for (const file of files) held.items.add(file)
    this.inputTarget.files = held.files
    const problems = files.map((file, index) => this.problem(file, index))
    this.listTarget.replaceChildren(...files.map((file, index) => this.chip(file, problems[index])))
    this.listTarget.hidden = files.length === 0
    this.inputTarget.setCustomValidity(problems.some(Boolean) ? this.firstValue : "")
  }

  /** Why a file would surely not be taken, as what it is or as a document. */
  problem(file, index) {
    if (index >= this.mostValue) return this.manyValue
    if (file.size === 0) return this.emptyValue
    const rules = this.rulesFor(file)
    if (rules.some((rule) => takes(rule, file))) return null
    const told = rules.find((rule) => moves(file) && rule.types.includes(file.type)) ?? rules[0]
    return this.refusedValue.replace("%", told?.told ?? "")
  }

  /** The rules by which a file may be taken, the first that does so counts. */
  rulesFor({ type }) {
    const [own] = type.split("/")
    const kinds = own ? [own, ...(own === "image" ? ["sticker"] : []), "file"] : this.rulesValue.map(({ kind }) => kind)
    return kinds.map((kind) => this.rulesValue.find((rule) => rule.kind === kind)).filter(Boolean)
  }

  /** What a file becomes there, where that is not plain to see. */
  becomes(file) {
    const taking = this.rulesFor(file).filter((rule) => takes(rule, file))
    if (taking.some((rule) => rule.edge)) return this.stickerValue
    return taking[0]?.drawn.includes(file.type) ? this.pictureValue : null
  }

  chip(file, problem) {
    const chip = this.chipTarget.content.firstElementChild.cloneNode(true)
    const [name, size, remove] = [".chosen__name", ".chosen__size", ".chosen__remove"].map((part) => chip.querySelector(part))
    name.textContent = file.name
    size.textContent = problem ?? [this.becomes(file), inWords(file.size)].filter(Boolean).join(" · ")
    chip.classList.toggle("chosen--refused", Boolean(problem))
    remove.ariaLabel = remove.title = remove.dataset.label.replace("%", file.name)
    if (file.type.startsWith("image/")) sketch(file, chip.querySelector(".chosen__sight"))
    return chip
  }
}
