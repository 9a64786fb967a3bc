/** Where the people of the sample company live and what they are called. Our own make-up: no real person is meant. */

/** A name as shown, and in Latin letters where it is written in others. */
interface Name {
  readonly shown: string
  readonly latin: string
}

interface Place {
  readonly city: string
  readonly postalCode: string
  readonly street: string
}

export interface Region {
  readonly country: string
  readonly usage: string
  readonly language: string
  readonly dial: string
  readonly company: string
  /** How many of a hundred people. */
  readonly share: number
  readonly familyFirst: boolean
  readonly given: readonly Name[]
  readonly family: readonly Name[]
  readonly places: readonly Place[]
}

const special: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', ı: 'i', đ: 'd', þ: 'th', æ: 'ae', œ: 'oe' }
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' }

/** The local part of a mail address as a German mail administrator would write it. */
export const latinOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüå]/g, (letter) => umlauts[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßłøıđþæœ]/g, (letter) => special[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** `shown/latin` or only `shown`, with commas between. */
const names = (list: string): readonly Name[] =>
  list.split(', ').map((entry) => {
    const [shown = '', latin] = entry.split('/')
    return { shown, latin: latin ?? latinOf(shown) }
  })

const places = (...list: readonly string[]): readonly Place[] =>
  list.map((entry) => {
    const [city = '', postalCode = '', street = ''] = entry.split(' | ')
    return { city, postalCode, street: street.replaceAll(' / ', '\r\n') }
  })

const compounds = (stems: string, ends: string) =>
  stems
    .split(' ')
    .flatMap((stem) => ends.split(' ').map((end) => `${stem}${end}`))
    .join(', ')

const germanFamily = [
  'Müller, Schäfer, Großkreutz, Weiß, Köhler, von der Leyen-Brück, Jäger, Schröder, Böttcher, Krüger, Öztürk',
  'Freiherr zu Löwenstein, Aydın, Bachmann, Baumgärtner, Bergström, Fuchs, Hübner, Löffler, Pfeiffer, Rößler',
  'Schönfeld, Überall, Voß, Wagner, Zähringer, Schmidt, Nowak, Kaczmarek, Petrović, Nguyen, Abdullah, Rasmussen',
  compounds(
    'Berg Stein Linden Rosen Eichen Hohen Raben Sonnen Tannen Falken',
    'mann bach hauer feld meier thal hofer kamp',
  ),
].join(', ')

export const regions: readonly Region[] = [
  {
    country: 'Germany',
    usage: 'DE',
    language: 'de-DE',
    dial: '+49',
    company: 'Nordwind Logistik SE',
    share: 42,
    familyFirst: false,
    given: names(
      'Jürgen, Änne, Björn, Käthe, Søren, Ulrike, Matthias, Heike, Günther, Annegret, Lukas, Mia, Friederike, Karl-Heinz, Adele, Ahmed, Aino, Aleksandra, Anneliese, Ásdís, Bálint, Beatriz, Bogdan, Dagmar, Eirik, Fatima, Gábor, Hanna, Ilse, Ingrid, Jasmin, Kristýna, Leïla, Ngozi, Olena, Þóra, Renée, Štěpán, Tamás, Uwe, Věra, Wiebke, Xaver, Yusuf, Zuzana',
    ),
    family: names(germanFamily),
    places: places(
      'Hamburg | 20457 | Am Sandtorkai 50',
      'München | 80331 | Sendlinger Straße 8 / Rückgebäude, 2. Stock',
      'Köln | 50667 | Domkloster 3',
      'Görlitz | 02826 | Brüderstraße 12',
      'Bremerhaven | 27568 | Am Kaiserhafen 5 / Tor 3 / Halle 7b',
    ),
  },
  {
    country: 'Japan',
    usage: 'JP',
    language: 'ja-JP',
    dial: '+81',
    company: 'ノルドウィンド物流株式会社',
    share: 6,
    familyFirst: true,
    given: names(
      'さくら/sakura, 健太/kenta, 陽菜/hina, 翔太/shota, 美咲/misaki, 大輔/daisuke, 直美/naomi, 蓮/ren, 結衣/yui',
    ),
    family: names('佐藤/sato, 鈴木/suzuki, 高橋/takahashi, 田中/tanaka, 渡辺/watanabe, 小林/kobayashi, 山本/yamamoto'),
    places: places('東京都 | 100-0005 | 丸の内1-9-1', '大阪市 | 530-0001 | 梅田3-1-3'),
  },
  {
    country: 'China',
    usage: 'CN',
    language: 'zh-CN',
    dial: '+86',
    company: '北风物流（上海）有限公司',
    share: 6,
    familyFirst: true,
    given: names('伟/wei, 秀英/xiuying, 敏/min, 静/jing, 磊/lei, 洋/yang, 艳/yan, 子涵/zihan'),
    family: names('王/wang, 李/li, 张/zhang, 刘/liu, 陈/chen, 欧阳/ouyang, 黄/huang, 赵/zhao'),
    places: places('上海 | 200120 | 世纪大道100号', '深圳 | 518000 | 深南大道2012号 / 18层'),
  },
  {
    country: 'France',
    usage: 'FR',
    language: 'fr-FR',
    dial: '+33',
    company: 'Nordwind Logistique SAS',
    share: 8,
    familyFirst: false,
    given: names('Élodie, François, Zoé, Jérôme, Amélie, Loïc, Maëlle, Camille, Anaïs'),
    family: names("D'Artois, Lefèvre, Garçon, Noël, Béranger, Saint-Exupéry, L'Hôpital, Côté"),
    places: places('Lyon | 69002 | 12 rue de la République', 'Besançon | 25000 | 3 Grande Rue / Bâtiment C'),
  },
  {
    country: 'Poland',
    usage: 'PL',
    language: 'pl-PL',
    dial: '+48',
    company: 'Nordwind Polska sp. z o.o.',
    share: 8,
    familyFirst: false,
    given: names('Łukasz, Małgorzata, Grażyna, Paweł, Żaneta, Radosław, Kamila, Ewa'),
    family: names('Wiśniewski, Dąbrowska, Wójcik, Źrebiec, Kowalczyk, Łęcki, Świątek'),
    places: places('Łódź | 90-001 | ul. Piotrkowska 77', 'Kraków | 31-042 | Rynek Główny 9'),
  },
  {
    country: 'Türkiye',
    usage: 'TR',
    language: 'tr-TR',
    dial: '+90',
    company: 'Nordwind Lojistik A.Ş.',
    share: 6,
    familyFirst: false,
    given: names('İbrahim, Ayşe, Çağla, Oğuz, Şule, Işıl, Gülşen'),
    family: names('Yılmaz, Çelik, Işık, Şahin, Güneş, İnönü, Dağ'),
    places: places('İstanbul | 34394 | Büyükdere Cd. 127', 'İzmir | 35210 | Gazi Blv. 84'),
  },
  {
    country: 'United Kingdom',
    usage: 'GB',
    language: 'en-GB',
    dial: '+44',
    company: 'Northwind Logistics Ltd',
    share: 8,
    familyFirst: false,
    given: names('Siobhán, Oliver, Amelia, Rhys, Eilidh, George, Nia, Aoife'),
    family: names("O'Brien, MacDonald, Featherstonehaugh, Patel, Okonkwo, Smith, St. John-Smythe"),
    places: places('Leeds | LS1 4AP | 1 Wellington Place', 'Cardiff | CF10 1EP | 5 Callaghan Square / Fourth Floor'),
  },
  {
    country: 'Brazil',
    usage: 'BR',
    language: 'pt-BR',
    dial: '+55',
    company: 'Vento Norte Logística Ltda.',
    share: 5,
    familyFirst: false,
    given: names('João, Conceição, Antônio, Thaís, Luís, Inês'),
    family: names('Gonçalves, Araújo, da Conceição, Magalhães, Simões'),
    places: places('São Paulo | 01310-100 | Av. Paulista 1374', 'Florianópolis | 88010-400 | Rua Felipe Schmidt 249'),
  },
  {
    country: 'India',
    usage: 'IN',
    language: 'en-IN',
    dial: '+91',
    company: 'Northwind Logistics India Pvt. Ltd.',
    share: 5,
    familyFirst: false,
    given: names('Priya, Arjun, Lakshmi, Vikram, Ananya, Kavya'),
    family: names('Sharma, Iyer, Chattopadhyay, Krishnamurthy, Reddy'),
    places: places('Bengaluru | 560001 | 24 MG Road', 'Chennai | 600002 | 180 Anna Salai'),
  },
  {
    country: 'Україна',
    usage: 'UA',
    language: 'uk-UA',
    dial: '+380',
    company: 'ТОВ «Нордвінд Логістика»',
    share: 3,
    familyFirst: false,
    given: names('Олексій/oleksii, Соломія/solomiia, Дмитро/dmytro, Ганна/hanna, Їжак/yizhak'),
    family: names('Шевченко/shevchenko, Коваль/koval, Ющенко/yushchenko, Гнатюк/hnatiuk'),
    places: places('Київ | 01001 | вул. Хрещатик 22', 'Львів | 79000 | пл. Ринок 1'),
  },
  {
    country: 'الإمارات العربية المتحدة',
    usage: 'AE',
    language: 'ar-AE',
    dial: '+971',
    company: 'نوردفيند للخدمات اللوجستية',
    share: 3,
    familyFirst: false,
    given: names('محمد/mohammed, فاطمة/fatima, عبد الله/abdullah, نور/nour'),
    family: names('الهاشمي/alhashimi, المنصوري/almansouri, بن راشد/binrashid'),
    places: places('دبي | 00000 | شارع الشيخ زايد 15'),
  },
]
