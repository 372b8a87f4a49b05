/**
 * The program's clock in the browser: its offset from the browser's own, one beat for every countdown,
 * and durations in the page's language. The server sends the time with each page, and again when it is moved.
 */

import { Controller } from "../vendor/stimulus.js"

const BEAT_MS = 5000

/** @type {Set<() => void>} */
const listeners = new Set()

/** @type {{ days: string, wholeDays: string, hours: string, hoursMinutes: string, minutes: string, human: string, closed: string } | null} */
let words = null
let offset = 0

/** The program's time in milliseconds. */
export function now() {
  return Date.now() + offset
}

/** The page's words for durations and stages; null until the clock is set. */
export function terms() {
  return words
}

/**
 * Calls `listener` at every beat, and at once when the clock is moved.
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function onBeat(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * A duration as the server writes it: `5 d 3 h`, `18 h`, `2 h 10`, `41 min`.
 * @param {number} ms
 */
export function span(ms) {
  const minutes = Math.max(1, Math.floor(ms / 60_000))
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(minutes / 1440)
  if (days > 0 && hours % 24 === 0) return fill(words.wholeDays, { d: days })
  if (days > 0) return fill(words.days, { d: days, h: hours % 24 })
  if (hours >= 6) return fill(words.hours, { h: hours })
  if (hours > 0) return fill(words.hoursMinutes, { h: hours, m: String(minutes % 60).padStart(2, "0") })
  return fill(words.minutes, { m: minutes })
}

/**
 * @param {string} pattern
 * @param {Record<string, string | number>} values
 */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
}

function beat() {
  for (const listener of listeners) listener()
}

setInterval(beat, BEAT_MS)
document.addEventListener("visibilitychange", () => document.hidden || beat())

/** Sits on `#server-clock`, which carries the time and the words. */
export class ClockController extends Controller {
  static values = {
    now: Number,
    days: String,
    hours: String,
    hoursMinutes: String,
    wholeDays: String,
    minutes: String,
    human: String,
    closed: String,
  }

  connect() {
    words = {
      days: this.daysValue,
      hours: this.hoursValue,
      hoursMinutes: this.hoursMinutesValue,
      wholeDays: this.wholeDaysValue,
      minutes: this.minutesValue,
      human: this.humanValue,
      closed: this.closedValue,
    }
    beat()
  }

  nowValueChanged() {
    offset = this.nowValue - Date.now()
    beat()
  }
}
