import type {CodeChoice} from './library.js'
import {consentScript, copiesScript, READ_SCRIPT} from './page-script.js'
import type {LandingPlan} from './plan.js'
import {commentText, globalName, quote} from './script-text.js'

/**
 * Code that copies the ids of a link into Analytics variables, on the page view that a visitor lands on. Later hits of the same page do not
 * repeat them: each repetition would count as another click-through. Pages without the parameters are left alone, so that a value that
 * the site sets itself stays.
 * Source: implementation guide, "campaign", "doPlugins", "usePlugins"; Web SDK, "onBeforeEventSend"; tags, "Set Variables".
 */
export function landingCode(plan: LandingPlan, choice: CodeChoice): string {
  switch (choice.library) {
    case 'appmeasurement':
      return appMeasurementCode(plan, choice)
    case 'tags':
      return tagsCode(plan, choice)
    case 'web-sdk':
      return webSdkCode(plan, choice)
  }
}

const header = ({partner}: LandingPlan, ...lines: string[]) =>
  [`Copies the ids in links of ${partner} into Analytics variables, on the landing page view alone.`, ...lines]
    .map((line) => `// ${commentText(line)}\n`)
    .join('')

/** Sets what the address brings; a value that was sent once is taken away again, unless the page has put another there. */
const COPY_ONCE = `
  function copyIds(s) {
    var index, copy, value;
    for (index = 0; index < COPIES.length; index += 1) {
      copy = COPIES[index];
      value = mayCollect() ? readParameter(copy.parameter) : "";
      if (value && value !== given[copy.variable] && !isLink(s)) {
        s[copy.variable] = value;
        given[copy.variable] = value;
      } else if (given[copy.variable] && s[copy.variable] === given[copy.variable]) {
        s[copy.variable] = "";
      }
    }
  }
`

const IS_LINK = `
  // Clicks call doPlugins, too. The names are those of AppMeasurement and of H-code.
  function isLink(s) {
    return Boolean(s.linkType || s.linkName || s.linkURL || s.linkObject || s.clickObject || s.eo || s.lnk);
  }
`

function appMeasurementCode(plan: LandingPlan, {consent}: CodeChoice): string {
  return `${header(
    plan,
    'Place: the file with the AppMeasurement settings, after s.doPlugins is set (if it is) and before the first s.t().',
  )}(function (s) {
  "use strict";
${copiesScript(plan.copies)}  var given = {}, before = s.doPlugins;
${READ_SCRIPT}${consentScript(consent)}${IS_LINK}${COPY_ONCE}
  s.usePlugins = true;
  s.doPlugins = function (tracker) {
    if (typeof before === "function") {
      before.call(this, tracker || s);
    }
    copyIds(tracker || s);
  };
}(s));
`
}

function tagsCode(plan: LandingPlan, {consent}: CodeChoice): string {
  return `${header(
    plan,
    'Place: Adobe Analytics extension, action Set Variables, custom code, in the rule that sends the page view, before Send Beacon.',
  )}(function (s) {
  "use strict";
${copiesScript(plan.copies)}  // Remembers, as long as the page lives, what was sent.
  var memory = window.dcLanding = window.dcLanding || {};
  var given = memory[${quote(plan.id)}] = memory[${quote(plan.id)}] || {};
${READ_SCRIPT}${consentScript(consent)}${IS_LINK}${COPY_ONCE}
  copyIds(s);
}(s));
`
}

function webSdkCode(plan: LandingPlan, {consent, object}: CodeChoice): string {
  const name = globalName('dcLanding', plan.id)
  return `${header(
    plan,
    `Place: before alloy("configure", {..., onBeforeEventSend: ${name}}).`,
    `With a callback of your own, call ${name}(content) in it; in tags: Web SDK extension, "On before event send callback".`,
  )}var ${name} = (function () {
  "use strict";
${copiesScript(plan.copies)}  var given = {};
${READ_SCRIPT}${consentScript(consent)}
  function isPageView(content) {
    var web = content.xdm && content.xdm.web;
    var adobe = content.data && content.data.__adobe;
    var analytics = (adobe && adobe.analytics) || {};
    var type = (content.xdm && content.xdm.eventType) || "";
    return !(web && web.webInteraction && web.webInteraction.type) && !analytics.linkType && !analytics.pe &&
      !/^(?:decisioning|personalization|media|advertising)\\./.test(type);
  }

  function branch(object, path) {
    var index;
    for (index = 0; index < path.length; index += 1) {
      object = object[path[index]] = object[path[index]] || {};
    }
    return object;
  }
${object === 'xdm' ? XDM_WRITER : DATA_WRITER}
  return function (content) {
    var index, copy, value;
    if (!isPageView(content) || !mayCollect()) {
      return;
    }
    for (index = 0; index < COPIES.length; index += 1) {
      copy = COPIES[index];
      value = readParameter(copy.parameter);
      if (value && value !== given[copy.variable]) {
        write(content, copy.variable, value);
        given[copy.variable] = value;
      }
    }
  };
}());
`
}

const DATA_WRITER = `
  function write(content, variable, value) {
    branch(content, ["data", "__adobe", "analytics"])[variable] = value;
  }
`

/** Source: Experience Platform Edge, "Analytics variable mapping in Adobe Experience Edge". */
const XDM_WRITER = String.raw`
  // The schema needs the field group "Adobe Analytics ExperienceEvent Template".
  function write(content, variable, value) {
    var dimensions = ["xdm", "_experience", "analytics", "customDimensions"];
    if (variable === "campaign") {
      branch(content, ["xdm", "marketing"]).trackingCode = value;
    } else if (/^list/.test(variable)) {
      branch(content, dimensions.concat("lists", variable)).list = [{value: value}];
    } else {
      branch(content, dimensions.concat(/^prop/.test(variable) ? "props" : "eVars"))[variable] = value;
    }
  }
`
