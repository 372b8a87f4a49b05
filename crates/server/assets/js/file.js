/** Files that somebody has chosen, as they are shown before they are sent. */

/** The edge of a small picture, in device pixels. */
const EDGE = 96

/**
 * Puts a small picture of a file in a place, where the browser can read it; else the place keeps what it has.
 * @param {File} file
 * @param {HTMLElement} place
 */
export async function sketch(file, place) {
  try {
    const picture = await createImageBitmap(file)
    const scale = EDGE / Math.min(picture.width, picture.height)
    const canvas = Object.assign(document.createElement("canvas"), { width: EDGE, height: EDGE })
    const [width, height] = [picture.width * scale, picture.height * scale]
    canvas.getContext("2d").drawImage(picture, (EDGE - width) / 2, (EDGE - height) / 2, width, height)
    picture.close()
    place.replaceChildren(canvas)
  } catch {
    // Nothing that browsers show.
  }
}

/** Where the extended header of a WebP tells that it moves. @see https://developers.google.com/speed/webp/docs/riff_container */
const FLAGS = 20
/** @type {WeakMap<File, { width: number, height: number, moves: boolean }>} */
const shapes = new WeakMap()

/**
 * Looks how large a picture is and whether it moves, where platforms ask for that.
 * @param {File} file
 */
export async function measure(file) {
  if (file.type !== "image/webp" || shapes.has(file)) return
  try {
    const head = new Uint8Array(await file.slice(0, FLAGS + 1).arrayBuffer())
    const moves = String.fromCharCode(...head.slice(12, 16)) === "VP8X" && (head[FLAGS] & 2) !== 0
    const { width, height } = await createImageBitmap(file)
    shapes.set(file, { width, height, moves })
  } catch {
    // No picture: the server says so.
  }
}

/** @param {File} file */
export const moves = (file) => Boolean(shapes.get(file)?.moves)

/**
 * Whether a platform surely does not refuse a file by such a rule. Browsers go by names, and call sound and films by many;
 * the server reads what is in the file.
 * @param {{ most: number, most_moving?: number, edge?: number, drawn: string[], types: string[] }} rule
 * @param {File} file
 */
export function takes(rule, file) {
  const { type, size } = file
  const shape = shapes.get(file)
  if (rule.edge && (shape?.width !== rule.edge || shape.height !== rule.edge)) return false
  const most = (moves(file) && rule.most_moving) || rule.most
  const isDrawn = rule.drawn.includes(type) && !moves(file)
  const [own] = type.split("/")
  const seen = own === "text" ? "text/plain" : type
  const isVague = ["", "audio", "video"].includes(own)
  return size <= most && (isDrawn || isVague || !rule.types.length || rule.types.includes(seen))
}

/**
 * A size as the reader's language writes it.
 * @param {number} bytes
 */
export function inWords(bytes) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", Math.ceil(bytes / 1e3)] : ["megabyte", bytes / 1e6]
  const format = { style: "unit", unit, maximumFractionDigits: 1 }
  return new Intl.NumberFormat(document.documentElement.lang, format).format(size)
}
