import {testScenarios} from '../support/scenario-suite.js'
import {RECIPIENT_SCENARIOS} from '../support/scenarios-recipients.js'

testScenarios(RECIPIENT_SCENARIOS)
