import {testScenarios} from '../support/scenario-suite.js'
import {HEALTHY_SCENARIOS} from '../support/scenarios-healthy.js'

testScenarios(HEALTHY_SCENARIOS)
