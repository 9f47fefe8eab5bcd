import {testScenarios} from '../support/scenario-suite.js'
import {PRODUCT_SCENARIOS} from '../support/scenarios-products.js'

testScenarios(PRODUCT_SCENARIOS)
