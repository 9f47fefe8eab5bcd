/**
 * The currency codes that Adobe Analytics documents as valid. Adobe's own list, not ISO's: partly historic (`ROL`, `TRL`, `AZM`), with codes ISO never
 * had (`GGP`, `SPL`), and without some of today's (`RON`, `TRY`, `AZN`). Whether the servers take more than it names is (unverified).
 * Source: implementation guide, "currencyCode", "s.currencyCode in AppMeasurement and the Analytics extension custom code editor".
 */
export const ADOBE_CURRENCY_CODES: ReadonlySet<string> = new Set(
  `
AED AFA ALL AMD ANG AOA ARS AUD AWG AZM BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYR BZD CAD CDF CHF CLP CNY COP
CRC CSD CUP CVE CYP CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GGP GHC GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF
IDR ILS IMP INR IQD IRR ISK JEP JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA
MKD MMK MNT MOP MRO MTL MUR MVR MWK MXN MYR MZM NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR ROL RUR RWF SAR
SBD SCR SDD SEK SGD SHP SIT SKK SLL SOS SPL SRD SRG STD SVC SYP SZL THB TJS TMM TND TOP TRL TTD TVD TWD TZS UAH UGX USD UYU
UZS VEB VND VUV WST XAF XAG XAU XCD XDR XOF XPD XPF XPT YER ZAR ZMK ZWD
`
    .trim()
    .split(/\s+/),
)
