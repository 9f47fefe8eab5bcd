/** The libraries that generated code talks to in `dc code test`, as scripts for the context of sandbox-browser.ts. */

/**
 * What AppMeasurement does between `s.t()` and the request, as far as page code can tell: doPlugins before anything is read, variables that
 * keep their values, link calls that send what linkTrackVars and linkTrackEvents list, its order of parameters and its escapes. What the
 * browser adds (clock, screen, visitor) is left out, but for a visitor id that is always the same.
 * Source: implementation guide, "t() method", "tl() method", "doPlugins", "linkTrackVars", "linkTrackEvents", "clearVars",
 * "Data collection query parameters".
 */
export const APPMEASUREMENT_SCRIPT = String.raw`
var s = (function () {
  var fixed = [["purchaseID", "purchaseID"], ["channel", "ch"], ["server", "server"], ["campaign", "v0"], ["events", "events"], ["products", "products"]];
  var names = fixed.slice(), index;
  for (index = 1; index <= 250; index += 1) {
    if (index <= 75) { names.push(["prop" + index, "c" + index]); }
    names.push(["eVar" + index, "v" + index]);
    if (index <= 3) { names.push(["list" + index, "l" + index]); }
  }
  function encode(value) {
    return encodeURIComponent(value).replace(/[~!*()']/g, function (char) { return "%" + char.charCodeAt(0).toString(16).toUpperCase(); });
  }
  function some(value) { return value !== undefined && value !== null && value !== ""; }
  function listed(text, name) { return ("," + String(text || "None").replace(/\s/g, "") + ",").indexOf("," + name + ",") >= 0; }
  function query(isLink) {
    var parts = ["AQB=1", "ndh=1", "pf=1", "mid=00000000000000000000000000000000000001", "ce=UTF-8"];
    var url = String(s.pageURL || location.href);
    function add(wire, value) { if (some(value)) { parts.push(wire + "=" + encode(String(value))); } }
    add("pageName", s.pageName);
    add("g", url.substring(0, 255));
    add("-g", url.substring(255));
    add("cc", s.currencyCode);
    names.forEach(function (pair) {
      var value = s[pair[0]];
      if (isLink && !listed(s.linkTrackVars, pair[0])) { return; }
      if (isLink && pair[0] === "events") {
        value = String(value || "").split(",").filter(function (name) { return listed(s.linkTrackEvents, name.replace(/[=:].*/, "")); }).join(",");
      }
      add(pair[1], value);
    });
    if (isLink) {
      add("pe", "lnk_" + (s.linkType || "o"));
      add("pev1", s.linkURL);
      add("pev2", s.linkName);
    }
    return parts.concat("AQE=1").join("&");
  }
  var s = {account: "dctest", version: "2.26.0", usePlugins: false, linkTrackVars: "None", linkTrackEvents: "None", pageName: "dc code test", Util: {}};
  s.t = s.track = function () {
    var isLink;
    if (s.usePlugins && typeof s.doPlugins === "function") { s.doPlugins(s); }
    isLink = Boolean(s.linkType || s.linkName || s.linkURL || s.linkObject);
    if (!s.abort) { send("https://dctest.data.adobedc.net/b/ss/" + s.account + "/1/JS-" + s.version + "/s1?" + query(isLink)); }
    s.abort = false;
    s.linkType = s.linkName = s.linkURL = s.linkObject = "";
  };
  s.tl = s.trackLink = function (object, type, name) {
    s.linkObject = object;
    s.linkType = type;
    s.linkName = name;
    if (object && object.href) { s.linkURL = object.href; }
    s.t();
  };
  s.clearVars = function () { names.forEach(function (pair) { s[pair[0]] = ""; }); };
  return s;
}());
`

/** The entry that the published base code makes: calls wait in a queue until the library has come. Source: Web SDK, "Install the Web SDK". */
export const ALLOY_QUEUE_SCRIPT = String.raw`
(window.__alloyNS = window.__alloyNS || []).push("alloy");
window.alloy = function () {
  var args = arguments;
  return new Promise(function (resolve, reject) { window.alloy.q.push([resolve, reject, args]); });
};
window.alloy.q = [];
`

/**
 * What the Web SDK does with an event before it is sent, for page code without the library at hand: page URL and referrer are added,
 * onBeforeEventSend may change copies of both objects or refuse, an empty data object is left out.
 * Source: Web SDK, "sendEvent", "onBeforeEventSend", "context".
 */
export const ALLOY_RECORDER_SCRIPT = String.raw`
window.alloy = (function () {
  var settings = {};
  function copy(value) { return JSON.parse(JSON.stringify(value || {})); }
  return function (command, options) {
    var content, web;
    if (command === "configure") { settings = options; }
    if (command === "sendEvent") {
      content = {xdm: copy(options && options.xdm), data: copy(options && options.data)};
      web = content.xdm.web = content.xdm.web || {};
      web.webPageDetails = web.webPageDetails || {};
      web.webPageDetails.URL = web.webPageDetails.URL || location.href;
      web.webReferrer = web.webReferrer || {URL: document.referrer};
      if (!settings.onBeforeEventSend || settings.onBeforeEventSend(content) !== false) {
        if (!Object.keys(content.data).length) { delete content.data; }
        send("https://edge.adobedc.net/ee/v1/interact?configId=" + settings.datastreamId, JSON.stringify({events: [content]}));
      }
    }
    return Promise.resolve({});
  };
}());
`
