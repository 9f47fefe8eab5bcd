import {testScenarios} from '../support/scenario-suite.js'
import {ACCOUNT_SCENARIOS} from '../support/scenarios-accounts.js'

testScenarios(ACCOUNT_SCENARIOS)
