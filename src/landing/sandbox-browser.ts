/**
 * The browser that generated code is tried in, as a script for a context of its own. Everything is made of plain objects of that context:
 * nothing leads back to Node. `page` is set before: {url, consent, consentPath}. What is sent stands in `requests`.
 * Timers run when `runTimers()` is called, random numbers are always the same: one input gives one result.
 */
export const BROWSER_SCRIPT = String.raw`
var window = this, self = this, top = this, requests = [], step = "landing", timers = [];
var location = (function (url) {
  var parts = /^([a-z]+:)\/\/([^\/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(url);
  return {href: url, protocol: parts[1], host: parts[2], hostname: parts[2].replace(/:\d*$/, ""), pathname: parts[3] || "/",
    search: parts[4] === "?" ? "" : parts[4] || "", hash: parts[5] || "", origin: parts[1] + "//" + parts[2], toString: function () { return url; }};
}(page.url));
function none() { return null; }
function nothing() {}
function list() { return []; }
function Element() { this.style = {}; this.children = []; this.childNodes = []; }
Element.prototype = {appendChild: function (child) { return child; }, insertBefore: function (child) { return child; }, removeChild: nothing,
  setAttribute: nothing, getAttribute: none, addEventListener: nothing, removeEventListener: nothing, querySelectorAll: list, querySelector: none};
var document = {cookie: "", referrer: "", title: "", location: location, URL: location.href, readyState: "complete", visibilityState: "visible",
  documentElement: new Element(), head: new Element(), body: new Element(), createElement: function () { return new Element(); },
  createTextNode: function () { return {}; }, addEventListener: nothing, removeEventListener: nothing, getElementById: none,
  getElementsByTagName: list, querySelectorAll: list, querySelector: none};
var screen = {width: 1280, height: 800, colorDepth: 24, orientation: {type: "landscape-primary"}}, innerWidth = 1280, innerHeight = 800;
var addEventListener = nothing, removeEventListener = nothing, postMessage = nothing;
var console = {log: nothing, info: nothing, warn: nothing, error: nothing, debug: nothing, group: nothing, groupEnd: nothing};
var localStorage = {getItem: none, setItem: nothing, removeItem: nothing}, sessionStorage = localStorage;
function setTimeout(work) { return timers.push(work); }
function clearTimeout(id) { timers[id - 1] = null; }
var setInterval = none, clearInterval = nothing, requestAnimationFrame = setTimeout;
function runTimers() { var now = timers; timers = []; now.forEach(function (work) { if (typeof work === "function") { work(); } }); }
var crypto = {getRandomValues: function (array) {
  for (var index = 0; index < array.length; index += 1) { array[index] = index * 37 + 11; }
  return array;
}};
function send(url, body) { requests.push({step: step, url: String(url), body: body === undefined || body === null ? null : String(body)}); }
var navigator = {userAgent: "dc code test", language: "en", languages: ["en"], cookieEnabled: true,
  sendBeacon: function (url, body) { send(url, body); return true; }};
function fetch(url, options) {
  send(url, options && options.body);
  return Promise.resolve({status: 200, ok: true, headers: {get: none}, text: function () { return Promise.resolve('{"handle":[]}'); }});
}
function decodeLoosely(text) { try { return decodeURIComponent(text); } catch (error) { return text; } }
function URLSearchParams(text) {
  var pairs = this.pairs = [];
  String(text || "").replace(/^\?/, "").split("&").forEach(function (pair) {
    var at = pair.indexOf("=");
    if (at > 0) { pairs.push([decodeLoosely(pair.slice(0, at)), decodeLoosely(pair.slice(at + 1))]); }
  });
}
URLSearchParams.prototype = {
  getAll: function (name) { return this.pairs.filter(function (pair) { return pair[0] === name; }).map(function (pair) { return pair[1]; }); },
  get: function (name) { var all = this.getAll(name); return all.length ? all[0] : null; },
  has: function (name) { return this.getAll(name).length > 0; },
  append: function (name, value) { this.pairs.push([name, String(value)]); },
  keys: function () { return this.pairs.map(function (pair) { return pair[0]; })[Symbol.iterator](); },
  forEach: function (work) { this.pairs.forEach(function (pair) { work(pair[1], pair[0]); }); },
  toString: function () {
    return this.pairs.map(function (pair) { return encodeURIComponent(pair[0]) + "=" + encodeURIComponent(pair[1]); }).join("&");
  }
};
URLSearchParams.prototype[Symbol.iterator] = URLSearchParams.prototype.entries = function () { return this.pairs[Symbol.iterator](); };

var adobe = {optIn: {isApproved: function () { return page.consent; }}};
page.consentPath.reduce(function (owner, name, index) {
  owner[name] = index === page.consentPath.length - 1 ? page.consent : owner[name] || {};
  return owner[name];
}, window);
`
