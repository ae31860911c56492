/* Languages: two sentences of news in each, written for this test, are known for what they are;
 * English is never refused, however foreign its names or short its text. */
#include "clean/language.h"
#include "clean/language_build.h"
#include "clean/script.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const language_book *book(void)
{
    static buf section;
    static language_book opened;
    if (section.len) return &opened;
    buf text = {0};
    casus_error err = {0};
    assert_int_equal(
        buf_read_file(&text, CASUS_TEST_SOURCE "/data/languages.txt", 1u << 20, &err), CASUS_OK);
    assert_int_equal(language_section(&section, "languages.txt", buf_str(&text), &err), CASUS_OK);
    assert_int_equal(language_open(&opened, buf_str(&section), &err), CASUS_OK);
    buf_release(&text);
    return &opened;
}

static language_guess guess(const char *text)
{
    return language_identify(book(), str_from(text), (casus_str){0});
}

static const struct {
    const char *code, *text;
} FOREIGN[] = {
    {"es", "El ministro de Exteriores viajó el lunes a Bogotá para reunirse con su homólogo colombiano. "
           "Según fuentes oficiales, los dos gobiernos firmarán un acuerdo sobre la frontera."},
    {"fr", "Le président s'est entretenu mardi avec son homologue sénégalais à Dakar. Les deux pays ont "
           "signé un accord qui prévoit le retrait des troupes d'ici à la fin de l'année."},
    {"de", "Die Bundesregierung hat die Angriffe auf das Krankenhaus scharf verurteilt. Nach Angaben "
           "eines Sprechers soll der Botschafter noch am Freitag ins Auswärtige Amt einbestellt werden."},
    {"it", "Il governo ha approvato nella notte il decreto sulla sicurezza dopo una lunga discussione. "
           "Secondo il ministro dell'Interno, le nuove misure entreranno in vigore già lunedì."},
    {"pt", "O presidente brasileiro disse na quarta-feira que não vai aceitar as sanções contra o país. "
           "Os ministros dos dois países devem se reunir em Lisboa para discutir o acordo."},
    {"nl", "De minister van Buitenlandse Zaken heeft woensdag met zijn Turkse collega gesproken over de "
           "situatie aan de grens. Volgens hem is er nog geen akkoord, maar wordt er verder onderhandeld."},
    {"af", "Die president het gister gesê dat die regering nie met die rebelle sal onderhandel nie. Die "
           "polisie het ook drie mense in hegtenis geneem ná die betoging in Pretoria."},
    {"sv", "Regeringen har beslutat att skicka fler soldater till området efter attacken. Enligt "
           "statsministern är det en fråga om att skydda de civila som inte kan lämna staden."},
    {"da", "Regeringen har besluttet at sende flere soldater til området efter angrebet. Ifølge "
           "statsministeren er det et spørgsmål om at beskytte de civile, der ikke kan forlade byen."},
    {"no", "Regjeringen har besluttet å sende flere soldater til området etter angrepet. Ifølge "
           "statsministeren er det viktig å beskytte de sivile som ikke kan forlate byen nå."},
    {"is", "Ríkisstjórnin hefur ákveðið að senda fleiri hermenn á svæðið eftir árásina. Forsætisráðherra "
           "sagði að það væri nauðsynlegt til þess að vernda íbúa borgarinnar."},
    {"fi", "Hallitus päätti keskiviikkona, että maa lähettää lisää sotilaita alueelle. Pääministerin "
           "mukaan päätös on tärkeä, koska siviilit eivät ole voineet poistua kaupungista."},
    {"et", "Valitsus otsustas kolmapäeval, et riik saadab piirkonda rohkem sõdureid. Peaministri sõnul "
           "on see vajalik, kuid see ei ole seotud eelmise nädala rünnakuga."},
    {"pl", "Prezydent powiedział w środę, że rząd nie zgodzi się na nowe sankcje wobec sąsiedniego kraju. "
           "Według ministra rozmowy będą kontynuowane po spotkaniu, które odbędzie się w Warszawie."},
    {"cs", "Prezident ve středu uvedl, že vláda nebude souhlasit s novými sankcemi proti sousední zemi. "
           "Podle ministra budou jednání pokračovat po schůzce, která se koná v Praze."},
    {"sk", "Prezident v stredu uviedol, že vláda nebude súhlasiť s novými sankciami proti susednej "
           "krajine. Podľa ministra budú rokovania pokračovať po stretnutí, ktoré sa koná v Bratislave."},
    {"sl", "Predsednik je v sredo dejal, da vlada ne bo pristala na nove sankcije proti sosednji državi. "
           "Po besedah ministra se bodo pogovori nadaljevali po srečanju, ki bo v Ljubljani."},
    {"hr", "Predsjednik je u srijedu rekao da vlada neće pristati na nove sankcije protiv susjedne zemlje. "
           "Prema riječima ministra, razgovori će se nastaviti nakon sastanka koji će biti u Zagrebu."},
    {"hu", "A kormány szerdán közölte, hogy nem ért egyet az új szankciókkal. A miniszter szerint a "
           "tárgyalások a jövő héten folytatódnak, de még nincs megállapodás."},
    {"ro", "Președintele a declarat miercuri că guvernul nu va accepta noile sancțiuni împotriva țării "
           "vecine. Potrivit ministrului, discuțiile vor continua după întâlnirea de la București."},
    {"tr", "Cumhurbaşkanı çarşamba günü yaptığı açıklamada yeni yaptırımları kabul etmeyeceklerini "
           "söyledi. Bakan ise görüşmelerin Ankara'da devam edeceğini ve bir anlaşma için umutlu "
           "olduğunu belirtti."},
    {"az", "Prezident çərşənbə günü bildirib ki, ölkə yeni sanksiyaları qəbul etməyəcək. Nazirin sözlərinə "
           "görə, danışıqlar Bakıda davam edəcək və tərəflər arasında hələ razılıq yoxdur."},
    {"id", "Presiden mengatakan pada hari Rabu bahwa pemerintah tidak akan menerima sanksi baru itu. "
           "Menurut menteri luar negeri, pembicaraan akan dilanjutkan setelah pertemuan di Jakarta."},
    {"ms", "Perdana Menteri berkata kerajaan tidak akan menerima sekatan baharu itu kerana ia menjejaskan "
           "rakyat. Beliau berkata rundingan akan diteruskan selepas mesyuarat di Kuala Lumpur."},
    {"tl", "Sinabi ng pangulo nitong Miyerkules na hindi tatanggapin ng pamahalaan ang mga bagong parusa. "
           "Ayon sa kalihim, itutuloy ang usapan matapos ang pulong sa Maynila."},
    {"vi", "Tổng thống cho biết hôm thứ Tư rằng chính phủ sẽ không chấp nhận các biện pháp trừng phạt mới. "
           "Theo bộ trưởng, các cuộc đàm phán sẽ được tiếp tục sau cuộc họp tại Hà Nội."},
    {"sw", "Rais alisema siku ya Jumatano kwamba serikali haitakubali vikwazo vipya dhidi ya nchi jirani. "
           "Kwa mujibu wa waziri, mazungumzo yataendelea baada ya mkutano wa Nairobi."},
    {"ha", "Shugaban kasar ya ce gwamnatin ba za ta amince da sabbin takunkuman ba. Ministan ya kuma ce "
           "za a ci gaba da tattaunawa bayan taron da za a yi a Abuja."},
    {"so", "Madaxweynaha ayaa sheegay in dowladda aysan aqbali doonin cunaqabateynta cusub. Wasiirka ayaa "
           "sidoo kale sheegay in wadahadalladu ay sii socon doonaan kadib shirka Muqdisho."},
    {"lt", "Prezidentas trečiadienį sakė, kad vyriausybė nepritars naujoms sankcijoms. Pasak ministro, "
           "derybos bus tęsiamos po susitikimo Vilniuje, tačiau susitarimo dar nėra."},
    {"lv", "Prezidents trešdien sacīja, ka valdība nepiekritīs jaunajām sankcijām pret kaimiņvalsti. Kā "
           "norādīja ministrs, sarunas turpināsies pēc tikšanās Rīgā, bet vienošanās vēl nav."},
    {"sq", "Presidenti tha të mërkurën se qeveria nuk do t'i pranojë sanksionet e reja kundër vendit fqinj. "
           "Sipas ministrit, bisedimet do të vazhdojnë pas takimit në Tiranë."},
    {"ca", "El president va dir dimecres que el govern no acceptarà les noves sancions contra el país veí. "
           "Segons el ministre, les converses continuaran després de la reunió que es farà a Barcelona."},
    {"gl", "O presidente dixo o mércores que o goberno non vai aceptar as novas sancións contra o país "
           "veciño. Segundo o ministro, as conversas seguirán despois da reunión que terá lugar en Vigo."},
    {"eu", "Presidenteak asteazkenean esan zuen gobernuak ez dituela zigor berriak onartuko. Ministroaren "
           "arabera, elkarrizketek aurrera egingo dute Bilboko bileraren ondoren, baina ez da akordiorik."},
    {"cy", "Dywedodd yr arlywydd ddydd Mercher na fydd y llywodraeth yn derbyn y sancsiynau newydd. Mae'r "
           "gweinidog wedi dweud y bydd y trafodaethau yn parhau ar ôl y cyfarfod yng Nghaerdydd."},
    {"ga", "Dúirt an tUachtarán Dé Céadaoin nach nglacfaidh an rialtas leis na smachtbhannaí nua. De réir "
           "an aire, beidh na cainteanna ar siúl arís tar éis an chruinnithe i mBaile Átha Cliath."},
    {"mt", "Il-President qal nhar l-Erbgħa li l-gvern mhux se jaċċetta s-sanzjonijiet il-ġodda. Skont "
           "il-ministru, it-taħditiet se jkomplu wara l-laqgħa li se ssir fil-Belt."},
    {"ht", "Prezidan an te di mèkredi ke gouvènman an pa pral aksepte nouvo sanksyon yo. Minis la te di "
           "tou ke chita pale yo ap kontinye apre reyinyon ki gen pou fèt nan Pòtoprens lan."},
    {"uz", "Prezident chorshanba kuni hukumat yangi sanksiyalarni qabul qilmasligini aytdi. Vazirning "
           "so'zlariga ko'ra, muzokaralar Toshkentdagi uchrashuvdan keyin davom etadi va bu uchun har "
           "ikki tomon tayyor."},
    {"ku", "Serok roja çarşemê got ku hikûmet dê sizayên nû qebûl neke. Li gorî wezîr, hevdîtin piştî "
           "civîna li Amedê dê berdewam bikin û ev ji bo herêmê girîng e."},
    {"rw", "Perezida yavuze ko leta itazemera ibihano bishya. Minisitiri na we yavuze ko ibiganiro "
           "bizakomeza nyuma y'inama izabera mu mujyi wa Kigali muri iki cyumweru."},
    {"ru", "Президент заявил в среду, что правительство не согласится на новые санкции. По словам министра, "
           "переговоры будут продолжены после встречи в Москве."},
    {"uk", "Президент заявив у середу, що уряд не погодиться на нові санкції. За словами міністра, "
           "переговори будуть продовжені після зустрічі в Києві."},
    {"be", "Прэзідэнт заявіў у сераду, што ўрад не пагодзіцца на новыя санкцыі. Паводле слоў міністра, "
           "перамовы будуць працягнутыя пасля сустрэчы ў Мінску."},
    {"bg", "Президентът заяви в сряда, че правителството няма да приеме новите санкции. По думите на "
           "министъра преговорите ще продължат след срещата в София."},
    {"sr", "Председник је у среду рекао да влада неће пристати на нове санкције. Према речима министра, "
           "разговори ће бити настављени после састанка у Београду."},
    {"sr", "Predsednik je u sredu rekao da vlada neće pristati na nove sankcije posle napada. Prema rečima "
           "ministra, razgovori će biti nastavljeni posle sastanka, gde će reč imati i susedi."},
    {"mk", "Претседателот изјави во среда дека владата нема да ги прифати новите санкции. Според "
           "министерот, разговорите ќе продолжат по средбата во Скопје."},
    {"kk", "Президент сәрсенбі күні үкімет жаңа санкцияларды қабылдамайды деп мәлімдеді. Министр бұл "
           "келіссөздер Астанада жалғасады және ол үшін екі жақ дайын деді."},
    {"ar", "قال الرئيس يوم الأربعاء إن الحكومة لن تقبل العقوبات الجديدة على البلاد. وأضاف الوزير أن "
           "المحادثات ستستمر بعد الاجتماع في القاهرة."},
    {"fa", "رئیس جمهور روز چهارشنبه گفت که دولت تحریم‌های جدید را نخواهد پذیرفت. به گفته وزیر، مذاکرات پس "
           "از نشست در تهران ادامه خواهد یافت و این برای کشور مهم است."},
    {"ur", "صدر نے بدھ کو کہا کہ حکومت نئی پابندیوں کو قبول نہیں کرے گی۔ وزیر کے مطابق اسلام آباد میں "
           "ملاقات کے بعد بات چیت جاری رہے گی۔"},
    {"he", "הנשיא אמר ביום רביעי כי הממשלה לא תקבל את הסנקציות החדשות. לדברי השר, השיחות יימשכו לאחר "
           "הפגישה בירושלים."},
    {"hi", "राष्ट्रपति ने बुधवार को कहा कि सरकार नए प्रतिबंधों को स्वीकार नहीं करेगी। मंत्री के अनुसार, दिल्ली में "
           "बैठक के बाद बातचीत जारी रहेगी।"},
    {"ne", "राष्ट्रपतिले बुधबार सरकारले नयाँ प्रतिबन्ध स्वीकार नगर्ने बताए। मन्त्रीका अनुसार काठमाडौंमा हुने "
           "बैठकपछि वार्ता जारी रहनेछ भने सम्झौता भएको छ।"},
    {"bn", "রাষ্ট্রপতি বুধবার বলেন, সরকার নতুন নিষেধাজ্ঞা মেনে নেবে না। মন্ত্রী বলেছেন, ঢাকায় বৈঠকের পর "
           "আলোচনা চলবে।"},
    {"ta", "புதிய தடைகளை அரசு ஏற்காது என்று குடியரசுத் தலைவர் புதன்கிழமை கூறினார். சென்னையில் நடக்கும் "
           "கூட்டத்துக்குப் பிறகு பேச்சு தொடரும்."},
    {"te", "కొత్త ఆంక్షలను ప్రభుత్వం అంగీకరించదని అధ్యక్షుడు బుధవారం చెప్పారు. హైదరాబాద్‌లో సమావేశం తర్వాత "
           "చర్చలు కొనసాగుతాయి."},
    {"pa", "ਰਾਸ਼ਟਰਪਤੀ ਨੇ ਬੁੱਧਵਾਰ ਨੂੰ ਕਿਹਾ ਕਿ ਸਰਕਾਰ ਨਵੀਆਂ ਪਾਬੰਦੀਆਂ ਨਹੀਂ ਮੰਨੇਗੀ।"},
    {"el", "Ο πρόεδρος δήλωσε την Τετάρτη ότι η κυβέρνηση δεν θα δεχθεί τις νέες κυρώσεις."},
    {"hy", "Նախագահը չորեքշաբթի հայտարարեց, որ կառավարությունը չի ընդունի նոր պատժամիջոցները։"},
    {"ka", "პრეზიდენტმა ოთხშაბათს განაცხადა, რომ მთავრობა ახალ სანქციებს არ მიიღებს."},
    {"th", "ประธานาธิบดีกล่าวเมื่อวันพุธว่ารัฐบาลจะไม่ยอมรับมาตรการคว่ำบาตรครั้งใหม่"},
    {"am", "ፕሬዚዳንቱ ረቡዕ ዕለት መንግስት አዲሱን ማዕቀብ እንደማይቀበል ተናግረዋል። ንግግሩ ግን ከስብሰባው በኋላ ይቀጥላል።"},
    {"my", "သမ္မတက အစိုးရသည် အရေးယူဒဏ်ခတ်မှုအသစ်များကို လက်မခံဟု ဗုဒ္ဓဟူးနေ့တွင် ပြောကြားခဲ့သည်။"},
    {"km", "ប្រធានាធិបតីបាននិយាយកាលពីថ្ងៃពុធថារដ្ឋាភិបាលនឹងមិនទទួលយកទណ្ឌកម្មថ្មីទេ។"},
    {"zh", "总统星期三表示，政府不会接受新的制裁。外交部长说，会谈将在北京会议之后继续进行。"},
    {"ja", "大統領は水曜日、政府は新たな制裁を受け入れないと述べた。外相によると、協議は東京での会談の後も続く。"},
    {"ko", "대통령은 수요일 정부가 새로운 제재를 받아들이지 않을 것이라고 말했다. 장관은 회담이 서울에서 계속될 것이라고 밝혔다."},
};

static void test_other_languages(void **state)
{
    (void)state;
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT(FOREIGN); i++) {
        language_guess g = guess(FOREIGN[i].text);
        if (g.foreign && strcmp(g.language->code, FOREIGN[i].code) == 0) continue;
        print_error("%s: found %s%s\n", FOREIGN[i].code, g.language ? g.language->code : "nothing",
                    g.foreign ? "" : ", counted as English");
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* None of these may be refused. */
static const char *const ENGLISH[] = {
    "Foreign Minister Abdoulaye Diop met his Russian counterpart, Sergey Lavrov, in New York on Friday.",
    "SYRIA PEACE TALKS COLLAPSE AS REBELS WALK OUT",
    "PRESIDENT JUAN MANUEL SANTOS MEETS FARC LEADERS IN CARTAGENA DE INDIAS",
    "Mesut Bahadir Ozdemir, Ahmet Davutoglu, Recep Tayyip Erdogan, Binali Yildirim and Abdullah Gul.",
    "The mayor of Santa Cruz de la Sierra and the governor of Rio Grande do Sul signed a deal.",
    "Luiz Inacio Lula da Silva, Rio de Janeiro; Juan de la Cruz, Santa Maria de los Angeles.",
    "Partido de la Liberacion Dominicana; Partido dos Trabalhadores; Union pour un Mouvement Populaire",
    "\"No nos vamos a rendir, esta es nuestra tierra y la de nuestros hijos,\" Mr Gomez told reporters "
    "after the vote in Caracas.",
    "Demonstrators in Paris shouted \"Liberte pour les prisonniers\" and carried signs that read \"Non a la "
    "guerre\" as police looked on.",
    "Angela Merkel's Christlich Demokratische Union und Sozialdemokratische Partei Deutschlands struck a deal.",
    "Di President of Nigeria don tok say im goment no go gree make anybody scatter di country, as e "
    "dey meet di governors for Abuja. Police don arrest three pipo wey dey protest.",
    "Wah, the minister say GST going up again lah, how to tahan like that. Aiyah, everyone at the "
    "kopitiam also complain one, but then what can do?",
    "Dhaka: Jatiya Samajtantrik Dal leader Hasanul Haq Inu was arrested, police said.",
    "Results: Argentina 2 Chile 1; Germany 0 Italy 0; Brazil 4 Peru 2; Spain 3 Portugal 3.",
    "Kabul, Kandahar, Herat, Mazar-i-Sharif, Jalalabad, Kunduz, Ghazni, Balkh, Baghlan, Gardez",
    "By JOSE DE CORDOBA and JUAN MONTES\nMEXICO CITY -- Soldiers killed 22 gunmen.",
    "BHP.AX up 2.3 pct at A$34.10; NAB.AX dn 1.1 pct; Q3 net loss 12.4 mln vs profit 3.1 mln",
    "Die Welt and Le Monde both reported the resignation; El Pais and La Repubblica did not.",
    "Nine dead in Kano",
    "Al-Shabaab oo weerar",
    "",
    "1 2 3",
    /* a quarter of a Spanish article that was pasted with its translation */
    "The government said on Monday that it would not accept the sanctions. The minister told reporters "
    "that talks would go on after the meeting in Madrid, and that both sides were ready for them. "
    "El gobierno dijo el lunes que no va a aceptar las sanciones. El ministro dijo a los periodistas "
    "que las conversaciones van a seguir después de la reunión en Madrid.",
};

static void test_english_is_not_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ENGLISH); i++) {
        language_guess g = guess(ENGLISH[i]);
        if (g.foreign) fail_msg("taken for %s: %s", g.language->code, ENGLISH[i]);
    }
}

static void test_known_for_english(void **state)
{
    (void)state;
    language_guess g = guess("The government said on Monday that it would not accept the sanctions.");
    assert_non_null(g.language);
    assert_string_equal(g.language->code, "en");
    assert_null(guess("Kano").language); /* does not tell */
}

static void test_names_and_words_of_another_script(void **state)
{
    (void)state;
    assert_false(guess("The party, called Единая Россия in Russian, won the vote in the whole country, "
                       "the commission said.").foreign);
    assert_false(guess("President Xi Jinping (习近平) met Prime Minister Abe (安倍晋三) in Beijing (北京).")
                     .foreign);
    /* the name of an agency and a link in Latin letters leave Russian what it is */
    assert_true(guess("Президент заявил в среду, что правительство не согласится на новые санкции. "
                      "Reuters, https://example.com").foreign);
}

/* What a page says of itself helps a text that says the same, and no other. */
static void test_declared(void **state)
{
    (void)state;
    const char *short_one = "Ministro dice que habrá elecciones el domingo en Honduras";
    assert_false(guess(short_one).foreign);
    language_guess g = language_identify(book(), str_from(short_one), STR("es-HN"));
    assert_true(g.foreign);
    assert_string_equal(g.language->code, "es");
    const char *english = "The minister said that there will be elections on Sunday in Honduras.";
    assert_false(language_identify(book(), str_from(english), STR("es")).foreign);
    assert_false(language_identify(book(), str_from(english), STR("estonian")).foreign);
    assert_true(language_identify(book(), str_from(FOREIGN[0].text), STR("en")).foreign);
}

static void test_names_of_languages(void **state)
{
    (void)state;
    assert_string_equal(language_name(book(), STR("es")), "Spanish");
    assert_null(language_name(book(), STR("xx")));
    assert_null(language_name(book(), STR("")));
    /* each script that has a language names one of the book */
    for (int s = 0; s < SCRIPT_COUNT; s++) {
        casus_str code = str_from(script_language((enum script)s));
        if (code.len) assert_non_null(language_name(book(), code));
    }
}

static void test_malformed_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
        uint32_t line;
    } CASES[] = {
        {"en ; English ; the\nspanish ; Spanish ; de la\n", "code of two or three letters", 2},
        {"en ; English ; the\nes\n", "code of two or three letters", 2},
        {"en ; English ; the\nes ; Spanish ; de\nes ; Castilian ; la\n", "was called Spanish before", 3},
        {"es ; Spanish ; de la\n", "the first language must be en", 0},
        {"", "the first language must be en", 0},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        buf out = {0};
        casus_error err = {0};
        assert_int_equal(language_section(&out, "l.txt", str_from(CASES[i].text), &err),
                         CASUS_BAD_DATA);
        assert_int_equal(err.line, CASES[i].line);
        assert_non_null(strstr(err.message, CASES[i].says));
        buf_release(&out);
    }
}

static void test_damaged_section(void **state)
{
    (void)state;
    buf good = {0};
    language_book opened;
    casus_error err = {0};
    assert_int_equal(language_section(&good, "l.txt", STR("en ; English ; the of\nes ; Spanish ; de\n"),
                                      &err), CASUS_OK);
    assert_int_equal(language_open(&opened, buf_str(&good), &err), CASUS_OK);
    for (size_t len = 0; len < good.len; len++)
        assert_int_equal(language_open(&opened, str_slice(buf_str(&good), 0, len), &err),
                         CASUS_BAD_MODEL);
    good.ptr[good.len - 4] = 9; /* the last word's language */
    assert_int_equal(language_open(&opened, buf_str(&good), &err), CASUS_BAD_MODEL);
    buf_release(&good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_english_is_not_refused),
        cmocka_unit_test(test_known_for_english),
        cmocka_unit_test(test_names_and_words_of_another_script),
        cmocka_unit_test(test_declared),
        cmocka_unit_test(test_names_of_languages),
        cmocka_unit_test(test_malformed_lines),
        cmocka_unit_test(test_damaged_section),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
