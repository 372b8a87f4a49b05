/**
 * The desk's script: Turbo for navigation and live updates, and a few small controllers.
 * Every control works without it; it only makes the page quicker to use.
 */

import "../vendor/turbo.js"
import { Application } from "../vendor/stimulus.js"

import { ClockController } from "./clock.js"
import { ClipboardController } from "./controllers/clipboard.js"
import { ComposerController } from "./controllers/composer.js"
import { ConnectionController } from "./controllers/connection.js"
import { CountdownController } from "./controllers/countdown.js"
import { FilesController } from "./controllers/files.js"
import { KeyboardController } from "./controllers/keyboard.js"
import { ListController } from "./controllers/list.js"
import { MenuController } from "./controllers/menu.js"
import { ScrollController } from "./controllers/scroll.js"
import { TaggedController } from "./controllers/tagged.js"
import { TemplateController } from "./controllers/template.js"
import { ZoneController } from "./controllers/zone.js"
import "./faults.js"

const application = Application.start()
application.register("clock", ClockController)
application.register("clipboard", ClipboardController)
application.register("composer", ComposerController)
application.register("connection", ConnectionController)
application.register("countdown", CountdownController)
application.register("files", FilesController)
application.register("keyboard", KeyboardController)
application.register("list", ListController)
application.register("menu", MenuController)
application.register("scroll", ScrollController)
application.register("tagged", TaggedController)
application.register("template", TemplateController)
application.register("zone", ZoneController)
