import {testScenarios} from '../support/scenario-suite.js'
import {FILE_SCENARIOS} from '../support/scenarios-files.js'

testScenarios(FILE_SCENARIOS)
