// The page of what happens now: talks to /ws/live/ as docs/live.md describes.
"use strict";

const facts = JSON.parse(document.getElementById("live-facts").textContent);
const words = facts.words;
const clockSkew_ms = Date.parse(facts.now) - Date.now();
const ACK_EVERY = 4;
const CALLS_SHOWN = 200;
const LINES_SHOWN = 60;
const WATCH_AGAIN_MS = 3000;
const ENDED_SHOWN_MS = 4000;
const groups = new Map(); // "scenario group" -> key of the notification that stands for it

const byId = (id) => document.getElementById(id);
const wordOf = (id) => byId(id).content.textContent;
const copyOf = (id) => byId(id).content.firstElementChild.cloneNode(true);
const calls = new Map(); // call -> {row, seq, scenario, began_ms, ended, caller}
const notices = new Map(); // "call seq" -> its list item
const live = new Map(); // scenario -> number of its calls on the line
let socket = null;
let received = 0;
let pause_ms = 500;
let watchTimer = 0;
let due = new Set(); // scenarios whose calls are still to be told, for we have asked
let isWatching = false;
let isWhole = false; // the calls of all of them have been told
let isLost = false;
let isDelayed = false;

// What no eye can see is written out, so that nothing hides or turns around in a text from outside.
function visible(text) {
  return String(text ?? "").replace(/\p{C}/gu, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`);
}

function clock(ms) {
  const all_s = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(all_s / 3600), Math.floor(all_s / 60) % 60, String(all_s % 60).padStart(2, "0")];
  return h ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

function say(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function showLink(state) {
  const tones = { connecting: "lost", connected: "live", delayed: "warn", lost: "bad" };
  byId("link").className = `state ${tones[state]}`;
  const text = byId("link").lastElementChild;
  text.textContent = text.dataset[state];
}

function watch() {
  clearTimeout(watchTimer);
  watchTimer = 0;
  if (due.size) return watchAgainSoon();
  due = new Set(facts.scenarios);
  say({ watch: facts.scenarios, calls: CALLS_SHOWN });
}

function watchAgainSoon() {
  watchTimer ||= setTimeout(watch, WATCH_AGAIN_MS);
}

// Calls on the line

function showCall(call, scenario, started, entered, seq) {
  let known = calls.get(call);
  if (!known) {
    if (calls.size >= CALLS_SHOWN) return null;
    known = { row: copyOf("call-row"), seq: 0, scenario, began_ms: NaN, ended: false, caller: "" };
    calls.set(call, known);
    const link = known.row.querySelector("a");
    link.href = link.getAttribute("href").replace("CALL", encodeURIComponent(call));
    byId("calls").tBodies[0].append(known.row);
  }
  known.seq = Math.max(known.seq, seq);
  const cells = known.row.cells;
  if (started) {
    known.began_ms = Date.parse(started.at);
    placeByTime(known);
    known.caller = visible(started.caller);
    const caller = cells[0].firstElementChild;
    caller.textContent = known.caller || wordOf("hidden-number");
    caller.className = known.caller ? "cover number plain" : "cover mute";
    cells[0].lastElementChild.textContent = visible(started.caller_name);
    cells[1].firstElementChild.textContent = visible(started.called) || "–";
    cells[2].textContent = visible(scenario) || "–";
  }
  if (entered) cells[3].querySelector("span span").textContent = visible(entered.title || entered.node);
  return known;
}

// The newest call stands first, whichever scenario it is in.
function placeByTime(known) {
  known.row.dataset.began = known.began_ms;
  const rows = [...known.row.parentElement.rows];
  known.row.parentElement.insertBefore(known.row, rows.find((row) => row.dataset.began < known.began_ms) ?? null);
}

function endCall(call, cause) {
  const known = calls.get(call);
  if (!known || known.ended) return;
  known.ended = true;
  const state = known.row.cells[3].firstElementChild;
  state.className = "state lost";
  state.lastElementChild.textContent = words.causes[cause] ?? cause;
  setTimeout(() => dropCall(call), ENDED_SHOWN_MS);
}

function dropCall(call) {
  calls.get(call)?.row.remove();
  calls.delete(call);
  showTotals();
}

function showTotals() {
  if (!byId("on-line")) return;
  const total = [...live.values()].reduce((sum, count) => sum + count, 0);
  byId("on-line").textContent = isWhole ? total : "–";
  byId("not-shown").hidden = total <= CALLS_SHOWN;
  byId("no-calls").hidden = !isWhole || calls.size > 0;
  byId("no-data").hidden = !isLost || calls.size > 0;
  byId("calls").hidden = calls.size === 0;
}

function tick() {
  if (!isWatching) return;
  for (const known of calls.values()) {
    if (known.ended || Number.isNaN(known.began_ms)) continue;
    known.row.cells[4].textContent = clock(Date.now() + clockSkew_ms - known.began_ms);
  }
}

// The stream of events

function told(event) {
  const result = words.results[event.result] ?? event.result;
  switch (event.kind) {
    case "started": return `${event.caller || wordOf("hidden-number")} → ${event.called}`;
    case "entered": return event.title || event.node;
    case "set": return Object.entries(event.variables).map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(", ");
    case "played": return wordOf("quoted").replace("…", () => event.prompt);
    case "heard": return event.keys || words.reasons[event.reason] || event.reason;
    case "notified": return event.text;
    case "dialled": return `${[].concat(event.targets).join(", ")}: ${result}`;
    case "queued": return `${event.queue}: ${result}`;
    case "failed": return `${words.classes[event.class] ?? event.class}: ${event.text}`;
    case "ended": return words.causes[event.cause] ?? event.cause;
    default: return "";
  }
}

function showLine(event) {
  const text = told(event);
  if (!text) return;
  const line = copyOf("stream-row");
  line.firstElementChild.textContent = clock(event.at_ms);
  const whose = line.querySelector(".whose");
  const caller = calls.get(event.call)?.caller;
  if (caller) {
    whose.href = whose.getAttribute("href").replace("CALL", encodeURIComponent(event.call));
    whose.textContent = `··${caller.slice(-4)}`;
    whose.title = caller;
  } else whose.remove();
  const kind = words.kinds[event.kind];
  line.lastElementChild.textContent = visible(kind ? `${kind}: ${text}` : text);
  line.className = event.kind;
  byId("stream").prepend(line);
  while (byId("stream").children.length > LINES_SHOWN) byId("stream").lastElementChild.remove();
  byId("no-stream").hidden = true;
}

function take(event, scenario) {
  const known = calls.get(event.call);
  if (known && event.seq <= known.seq) return;
  if (event.kind === "started" || event.kind === "resumed") {
    if (event.kind === "started") live.set(scenario, (live.get(scenario) ?? 0) + 1);
    showCall(event.call, scenario, event, null, event.seq);
  } else if (known) {
    showCall(event.call, scenario, null, event.kind === "entered" ? event : null, event.seq);
  }
  if (event.kind === "ended") {
    live.set(scenario, Math.max(0, (live.get(scenario) ?? 0) - 1));
    endCall(event.call, event.cause);
  }
  showLine(event);
}

// Notifications

function showNotice(notice) {
  const key = `${notice.call} ${notice.seq}`;
  if (notices.has(key)) return;
  if (notice.group) {
    const group = `${notice.scenario} ${notice.group}`;
    dropNotice(groups.get(group));
    groups.set(group, key);
  }
  const item = copyOf("notice-row");
  item.classList.add(notice.level);
  const text = item.querySelector(".said");
  text.textContent = visible(notice.text);
  if (notice.count > 1) text.append(` (+${notice.count - 1} ${wordOf("and-more")})`);
  const at = new Date(notice.at).toLocaleTimeString(document.documentElement.lang, { hourCycle: "h23", timeZone: facts.zone });
  item.querySelector(".faint").textContent = visible([at, notice.scenario].filter(Boolean).join(" · "));
  item.querySelector("button").addEventListener("click", () => seen(notice));
  notices.set(key, item);
  byId("notices").prepend(item);
  byId("no-notices").hidden = true;
  if (notice.ttl_s > 0) whenVisible(() => setTimeout(() => seen(notice), notice.ttl_s * 1000));
}

function whenVisible(then) {
  if (!document.hidden) return then();
  document.addEventListener("visibilitychange", () => whenVisible(then), { once: true });
}

function seen(notice) {
  say({ seen: [{ call: notice.call, seq: notice.seq }] });
  dropNotice(`${notice.call} ${notice.seq}`);
}

function dropNotice(key) {
  notices.get(key)?.remove();
  notices.delete(key);
  byId("no-notices").hidden = notices.size > 0;
}

// The socket

const takers = {
  calls(message) {
    if (message.first) {
      for (const [call, known] of calls) if (known.scenario === message.scenario && !known.ended) dropCall(call);
      live.set(message.scenario, message.live);
      due.delete(message.scenario);
      isWhole ||= due.size === 0;
    }
    for (const one of message.calls.slice().reverse()) showCall(one.call, message.scenario, one.started, one.entered, one.seq);
  },
  events(message) {
    byId("sampled").hidden = true;
    for (const event of message.events) take(event, message.scenario);
    if (message.gaps) watchAgainSoon();
  },
  counts(message) {
    byId("sampled").hidden = false;
    live.set(message.scenario, Math.max(0, (live.get(message.scenario) ?? 0) + message.started - message.ended));
    watchAgainSoon();
  },
  gap(message) {
    if (message.notifications) socket.close();
    else watchAgainSoon();
  },
  gone(message) {
    for (const call of message.calls) dropCall(call);
    live.set(message.scenario, Math.max(0, (live.get(message.scenario) ?? 0) - message.calls.length));
  },
  notification: showNotice,
  seen(message) {
    for (const one of message.seen) dropNotice(`${one.call} ${one.seq}`);
  },
  watching(message) {
    due = new Set(message.scenarios);
    isWatching = true;
    isWhole ||= due.size === 0;
    isLost = false;
    showLink(isDelayed ? "delayed" : "connected");
  },
  delayed(message) {
    isDelayed = message.is_delayed;
    if (isWatching) showLink(isDelayed ? "delayed" : "connected");
  },
  error() {
    due.clear();
    watchAgainSoon();
  },
  goodbye(message) {
    if (message.reason === "logged_out" || message.reason === "rights_changed") location.reload();
  },
};

function connect() {
  showLink("connecting");
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(`${scheme}//${location.host}${facts.socket}`);
  received = 0;
  socket.addEventListener("open", () => {
    pause_ms = 500;
    due.clear();
    watch();
  });
  socket.addEventListener("message", ({ data }) => {
    received += 1;
    if (received % ACK_EVERY === 0) say({ ack: received });
    const message = JSON.parse(data);
    takers[message.type]?.(message);
    showTotals();
  });
  socket.addEventListener("close", () => {
    isWatching = false;
    isWhole = false;
    isLost = true;
    showLink("lost");
    showTotals();
    setTimeout(connect, pause_ms * (0.5 + Math.random()));
    pause_ms = Math.min(10000, pause_ms * 2);
  });
}

showTotals();
setInterval(tick, 1000);
connect();
