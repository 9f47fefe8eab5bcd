import {testScenarios} from '../support/scenario-suite.js'
import {HIT_SCENARIOS} from '../support/scenarios-hits.js'

testScenarios(HIT_SCENARIOS)
