import {testScenarios} from '../support/scenario-suite.js'
import {REQUEST_SCENARIOS} from '../support/scenarios-requests.js'

testScenarios(REQUEST_SCENARIOS)
