/**
 * What columns of delivered files are usually called. No page documents the headers: files show the names of a suite's variables, element
 * names of the API (`product`, `scAdd`), or what a partner made of them, in the language of whoever set it up.
 * Sources: Data Connectors Partner API 3.1, element names; Data Warehouse, "Component support" (what only it can report); Silverpop, Responsys
 * and ContactLab integration pages (labels of the ids); the rest is the vocabulary of e-mail services.
 */

/** Words by role, the surest first: the first word found wins where two columns ask for the same role. Folded by `foldHeader`. */
const ID_WORDS = {
  recipientId: `recipientid recipient recipients riid rid subscriberid subscriberkey subscriber contactid contactkey contact profileid memberid customerid userid
    visitorid empfangerid empfanger empfaengerid empfaenger kontaktid kontakt abonnentid abonnent kundenid kundennummer
    iddestinataire identifiantdestinataire destinataire idabonne abonne idcontact
    iddedestinatario iddestinatario destinatario idsuscriptor suscriptor idcontatto iscritto
    ontvangerid ontvanger abonneeid abonnee idassinante assinante mottagarid mottagare modtagerid modtager mottakerid mottaker
    vastaanottaja idodbiorcy odbiorca prijemce aliciid alici 受信者id 受信者 会員id 顧客id 收件人id 收件人 用户id получатель idполучателя
    emailrecipientid emailid emailaddress email emailadresse adresseemail`,
  messageId: `messageid message messages mailingid mailing mid deliveryid broadlogid emailmessageid trackingcode campaignid campaign launchid
    nachrichtenid nachricht nachrichtid versandid versand kampagnenid kampagne trackingcodes verfolgungscode
    idmessage identifiantmessage campagne idcampagne codedesuivi envoi idenvoi
    iddemensaje idmensaje mensaje campana idcampana codigodeseguimiento idmessaggio messaggio campagna codicedimonitoraggio
    berichtid bericht mensagem idmensagem idcampanha campanha codigoderastreamento meddelandeid meddelande kampanj
    meddelelsesid meddelelse kampanje viesti idwiadomosci wiadomosc kampania zprava メッセージid メッセージ キャンペーンid キャンペーン
    トラッキングコード 消息id 消息 活动id 跟踪代码 сообщение idсообщения кампания mesajid mesaj kampanya`,
  product: `product products productid productids productsku sku skus prodid productcode itemid itemnumber item items articleid article
    produkt produkte produktid produktnummer produktnr artikel artikelid artikelnummer artikelnr
    produit produits idproduit identifiantproduit referenceproduit reference
    producto productos iddeproducto idproducto articulo referencia prodotto prodotti idprodotto articolo
    producten productnummer produto produtos idproduto artigo vare varenummer tuote idproduktu towar zbozi vyrobek urun urunid
    製品 製品id 商品 商品id 商品コード 产品 产品id товар idтовара продукт 제품 상품
    productname produktname nomduproduit nombredeproducto nombredelproducto nomeprodotto productnaam`,
} as const

const DATE_WORDS = `date day hour week month quarter year datum tag stunde woche monat quartal jahr jour heure semaine mois trimestre annee
  fecha dia hora semana mes trimestre ano data giorno ora settimana mese dag uur maand jaar dato timma manad paivamaara dzien tarih gun
  日付 日 日期 дата день 날짜 reportdate reportingdate daterange eventdate orderdate`

/** Metrics a segment file may hold. Source: Silverpop, "Segments" (orders, revenue, units). */
const SEGMENT_METRICS = {
  productViews: `productviews productview prodview prodviews produktansichten produktaufrufe vuesdeproduit vuesdeproduits vuesproduit
    visualizacionesdeproducto vistasdeproducto visualizzazioniprodotto visualizzazionidiprodotto productweergaven produktvisningar
    visualizacoesdeproduto 商品閲覧 製品表示 产品查看 просмотрытовара`,
  cartAdditions: `cartadditions cartaddition cartadds cartadd scadd additionstocart warenkorbhinzufugungen hinzufugungenzumwarenkorb
    warenkorbzugange ajoutsaupanier ajoutsaupaniers adicionesalcarrito aggiuntealcarrello winkelwagentoevoegingen adicoesaocarrinho
    カート追加 买物车添加 购物车添加`,
  orders: `orders order purchase purchases bestellungen bestellung kaufe commandes commande achats pedidos pedido compras ordini ordine acquisti
    bestellingen aankopen encomendas bestallningar kop ordrer tilaukset zamowienia 注文 注文数 订单 заказы siparisler`,
  revenue: `revenue sales umsatz einnahmen erlos chiffredaffaires revenus revenu ingresos ricavi entrate omzet receita intakter omsattning
    omsaetning myynti przychod 売上高 売上 收入 выручка доход gelir`,
  units: `units unit quantity qty einheiten stuck stuckzahl menge unites quantite unidades cantidad unita quantita eenheden aantal enheter
    kappaleet sztuki 個数 数量 单位 единицы birim`,
} as const

/** Ratios of those. Source: Getting Started with Analytics data connectors, "Remarketing segments". */
const RATIO_WORDS = `cartabandonment cartabandonmentrate cartconversion ordersdividedbycartadditions orderscartadditions orderscartadds
  productviewsorders productviewsdividedbyorders conversion conversionrate warenkorbabbruchrate warenkorbabbruch tauxdabandonpanier tauxdabandon`

/** Metrics of other reports. */
const OTHER_METRICS = `visits pageviews visitors uniquevisitors dailyuniquevisitors visitsallvisitors bounces bouncerate entries exits timespent
  averagetimespent instances occurrences hits cartviews cartremovals carts checkouts scview scremove scopen sccheckout
  besuche besucher eindeutigebesucher seitenansichten seitenaufrufe pagesvues visites visiteurs visiteursuniques visitas visitasunicas
  visitantes visitantesunicos paginasvistas visite visitatori visitatoriunici visualizzazionidipagina bezoeken bezoekers paginaweergaven
  訪問回数 ページビュー 访问次数 посещения`

/** Dimensions of other reports, those that only Data Warehouse has among them. */
const GENERIC_DIMENSIONS = `experiencecloudvisitorid experiencecloudid ecid mcid mcvisid marketingcloudvisitorid marketingcloudid ip ipaddress
  pageurl url page pages pagename webpage browser browsertype browsers operatingsystem operatingsystems operatingsystemtypes os country countries
  geocountry geocountries city cities geocity geocities region regions georegion georegions georegions dma usdma domain domains
  referrer referrers referringdomain referringdomains referrertype language languages device devicetype mobiledevice mobiledevicetype
  mobilemanufacturer screenresolution monitorresolution sitesection sitesections server servers entrypage exitpage searchengine searchkeyword
  zip zipcode postalcode state customerloyalty visitnumber returnfrequency marketingchannel lasttouchchannel firsttouchchannel connectiontype
  ipadresse seitenurl seitenname seite betriebssystem land stadt adresseip urldelapage nomdepage navigateur pays ville
  direccionip paginadeentrada navegador pais ciudad indirizzoip paese citta ipadres browserversie`

const CLASSIFICATION_WORDS = `productname productcategory category categories brand subcategory productgroup producttype messagename mailingname
  campaignname subject subjectline produktname produktkategorie kategorie marke warengruppe betreff nomduproduit categorieproduit categorie
  marque nombredeproducto nombredelproducto categoria nomeprodotto productnaam messagetype emailname`

/** Needs an access request of its own, and only then belongs into a segment file. */
const GATED_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['visitorid', ['visitorid', 'visitor_id', 'visitor-id', 'visitor']],
  ['purchaseid', ['purchaseid', 'purchase_id', 'purchase-id']],
])

/** Folded like the headers they are compared with: some scripts lose marks too. */
const words = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => foldWord(word))
    .filter((word) => word !== '')

export type IdRole = keyof typeof ID_WORDS
export type SegmentMetric = keyof typeof SEGMENT_METRICS

const ID_RANKS: Readonly<Record<IdRole, ReadonlyMap<string, number>>> = {
  recipientId: ranked(ID_WORDS.recipientId),
  messageId: ranked(ID_WORDS.messageId),
  product: ranked(ID_WORDS.product),
}

function ranked(text: string): Map<string, number> {
  return new Map(
    words(text)
      .toReversed()
      .map((word, index, all) => [word, all.length - index]),
  )
}

export const ID_ROLES = Object.keys(ID_WORDS) as IdRole[]

/** How sure a header is of an id: 1 the surest; undefined where it is none. */
export function idRank(role: IdRole, folded: string): number | undefined {
  return ID_RANKS[role].get(folded)
}

const DATES = new Set(words(DATE_WORDS))
const METRICS = new Map<string, SegmentMetric>(
  Object.entries(SEGMENT_METRICS).flatMap(([role, text]) => words(text).map((word) => [word, role as SegmentMetric] as const)),
)
const RATIOS = new Set(words(RATIO_WORDS))
const OTHERS = new Set(words(OTHER_METRICS))
const GENERICS = new Set(words(GENERIC_DIMENSIONS))
const CLASSIFICATIONS = new Set(words(CLASSIFICATION_WORDS))

export const isDateWord = (folded: string): boolean => DATES.has(folded)
export const segmentMetricOf = (folded: string): SegmentMetric | undefined => METRICS.get(folded)
export const isRatioWord = (folded: string): boolean => RATIOS.has(folded)
export const isOtherMetric = (folded: string): boolean => OTHERS.has(folded)
export const isGenericDimension = (folded: string): boolean => GENERICS.has(folded)
export const isClassificationWord = (folded: string): boolean => CLASSIFICATIONS.has(folded)

/** Names of the access requests of which one must be granted for a column of this header; undefined where none is needed. */
export const accessNeededFor = (folded: string): readonly string[] | undefined => GATED_WORDS.get(folded)

/** A header as it is looked up: small letters and digits of any script, without accents, brackets and what stands in them. */
export function foldHeader(header: string): string {
  const outside = header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
  return foldWord(foldWord(outside) === '' ? header : outside)
}

export function foldWord(text: string): string {
  return text
    .slice(0, 200)
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** True for a header that any of the words above knows. */
export function isKnownHeader(header: string): boolean {
  const folded = foldHeader(header)
  return (
    ID_ROLES.some((role) => ID_RANKS[role].has(folded)) ||
    DATES.has(folded) ||
    METRICS.has(folded) ||
    RATIOS.has(folded) ||
    OTHERS.has(folded) ||
    GENERICS.has(folded) ||
    CLASSIFICATIONS.has(folded) ||
    folded === 'purchaseid'
  )
}

/** First words of a row of totals. */
const TOTALS = new Set(
  words('total totals grandtotal summe gesamt gesamtsumme insgesamt totaal totale totali totalgeneral sum somme итого 合計 总计'),
)

export const isTotalsWord = (text: string): boolean => TOTALS.has(foldWord(text))

/** How those of ASCII begin, in small letters. */
const TOTALS_STARTS = new Set(['to', 'su', 'so', 'ge', 'gr', 'in'].map((letters) => (letters.charCodeAt(0) << 8) | letters.charCodeAt(1)))

/** Cheap: false means that `isTotalsWord` is false for a cell that begins with these bytes. Beyond ASCII, any letter may. */
export const mayBeTotals = (first: number, second: number): boolean =>
  first >= 0x80 || TOTALS_STARTS.has(((first | 0x20) << 8) | second | 0x20)
