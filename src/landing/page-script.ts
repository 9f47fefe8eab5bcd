import {quote} from './script-text.js'
import type {Copy} from './plan.js'

/**
 * The parts that all landing-page code shares: ES5, no library, no cookie, no storage, no global but those that are named. What each part
 * promises is stated once more, independently, in read-parameters.ts, and `dc code test` compares the two.
 */

/** `var COPIES = […]`: what is read and where it goes. */
export function copiesScript(copies: readonly Copy[]): string {
  const rows = copies.map(({parameter, variable}) => `    {parameter: ${quote(parameter)}, variable: ${quote(variable)}}`)
  return `  var COPIES = [\n${rows.join(',\n')}\n  ];\n`
}

/** `readParameter(name)`: its value in the address of the page, or an empty string. */
export const READ_SCRIPT = String.raw`
  // "+" is a blank; damaged escapes stay as they are. Decodes once: an id may hold "%" itself.
  function decode(text) {
    text = text.replace(/\+/g, " ");
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text.replace(/(?:%[0-9a-f]{2})+/gi, function (escapes) {
        try {
          return decodeURIComponent(escapes);
        } catch (again) {
          return escapes;
        }
      });
    }
  }

  // Upper and lower case are the same; of several the first with a value counts. "amp;" is left over from links in HTML.
  function readParameter(name) {
    var pairs = window.location.search.replace(/^\?/, "").split("&");
    var index, pair, equals, value;
    for (index = 0; index < pairs.length; index += 1) {
      pair = pairs[index];
      equals = pair.indexOf("=");
      if (equals >= 0 && decode(pair.substring(0, equals)).replace(/^amp;/i, "").toLowerCase() === name.toLowerCase()) {
        value = decode(pair.substring(equals + 1)).replace(/[\u0000-\u001f\u007f]/g, "").replace(/^\s+|\s+$/g, "");
        // Analytics would read a value that begins with "D=" as a command.
        if (value && value.indexOf("D=") !== 0) {
          return value;
        }
      }
    }
    return "";
  }
`

const OPT_IN = String.raw`
  // Where Adobe's opt-in service is on the page, it decides; "aa" is its word for Analytics.
  function mayCollect() {
    var optIn = window.adobe && window.adobe.optIn;
    if (optIn && typeof optIn.isApproved === "function" && !optIn.isApproved("aa")) {
      return false;
    }
`

const ALWAYS = `    return true;\n  }\n`

/**
 * `mayCollect()`: false as long as ids must not be read. `consent` is the path of a global of the site; a function there is called, and
 * anything but true counts as no.
 * Source: Experience Cloud ID service, "Opt-in service", isApproved and categories.
 */
export function consentScript(consent: string | undefined): string {
  if (consent === undefined) return OPT_IN + ALWAYS
  const path = consent.split('.').map(quote).join(', ')
  return `${OPT_IN}    // ${consent} of this site has the last word.
    var path = [${path}], owner = null, value = window, index;
    for (index = 0; index < path.length; index += 1) {
      if (value === null || value === undefined) {
        return false;
      }
      owner = value;
      value = value[path[index]];
    }
    return (typeof value === "function" ? value.call(owner) : value) === true;
  }
`
}

/** True for a path that `--consent` takes: names joined by dots. */
export const isGlobalPath = (path: string) => /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(path)
