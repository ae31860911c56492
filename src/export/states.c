/* states: the codes that other event data use for states and territories. ISO 3166 alpha-3 as casus
 * has it, FIPS 10-4 (GDELT's places), the Correlates of War project's state numbers (POLECAT), and
 * the English name (ICEWS). States that are no more keep the codes they had.
 */
#include "export/states.h"

#include <stdlib.h>

static const state_codes STATES[] = {
    /* by ISO code */
    {"ABW", "AA", 0, "Aruba"}, {"AFG", "AF", 700, "Afghanistan"}, {"AGO", "AO", 540, "Angola"},
    {"ALB", "AL", 339, "Albania"}, {"AND", "AN", 232, "Andorra"},
    {"ARE", "AE", 696, "United Arab Emirates"}, {"ARG", "AR", 160, "Argentina"},
    {"ARM", "AM", 371, "Armenia"}, {"ATG", "AC", 58, "Antigua and Barbuda"},
    {"AUS", "AS", 900, "Australia"}, {"AUT", "AU", 305, "Austria"},
    {"AZE", "AJ", 373, "Azerbaijan"}, {"BDI", "BY", 516, "Burundi"}, {"BEL", "BE", 211, "Belgium"},
    {"BEN", "BN", 434, "Benin"}, {"BFA", "UV", 439, "Burkina Faso"},
    {"BGD", "BG", 771, "Bangladesh"}, {"BGR", "BU", 355, "Bulgaria"}, {"BHR", "BA", 692, "Bahrain"},
    {"BHS", "BF", 31, "Bahamas"}, {"BIH", "BK", 346, "Bosnia and Herzegovina"},
    {"BLR", "BO", 370, "Belarus"}, {"BLZ", "BH", 80, "Belize"}, {"BMU", "BD", 0, "Bermuda"},
    {"BOL", "BL", 145, "Bolivia"}, {"BRA", "BR", 140, "Brazil"}, {"BRB", "BB", 53, "Barbados"},
    {"BRN", "BX", 835, "Brunei"}, {"BTN", "BT", 760, "Bhutan"}, {"BWA", "BC", 571, "Botswana"},
    {"CAF", "CT", 482, "Central African Republic"}, {"CAN", "CA", 20, "Canada"},
    {"CHE", "SZ", 225, "Switzerland"}, {"CHL", "CI", 155, "Chile"}, {"CHN", "CH", 710, "China"},
    {"CIV", "IV", 437, "Ivory Coast"}, {"CMR", "CM", 471, "Cameroon"},
    {"COD", "CG", 490, "Democratic Republic of Congo"}, {"COG", "CF", 484, "Republic of Congo"},
    {"COK", "CW", 0, "Cook Islands"}, {"COL", "CO", 100, "Colombia"}, {"COM", "CN", 581, "Comoros"},
    {"CPV", "CV", 402, "Cape Verde"}, {"CRI", "CS", 94, "Costa Rica"},
    {"CSK", "CZ", 315, "Czechoslovakia"}, {"CUB", "CU", 40, "Cuba"}, {"CUW", "UC", 0, "Curacao"},
    {"CYP", "CY", 352, "Cyprus"}, {"CZE", "EZ", 316, "Czech Republic"},
    {"DDR", "GC", 265, "East Germany"}, {"DEU", "GM", 255, "Germany"},
    {"DJI", "DJ", 522, "Djibouti"}, {"DMA", "DO", 54, "Dominica"}, {"DNK", "DA", 390, "Denmark"},
    {"DOM", "DR", 42, "Dominican Republic"}, {"DZA", "AG", 615, "Algeria"},
    {"ECU", "EC", 130, "Ecuador"}, {"EGY", "EG", 651, "Egypt"}, {"ERI", "ER", 531, "Eritrea"},
    {"ESH", "WI", 0, "Western Sahara"}, {"ESP", "SP", 230, "Spain"}, {"EST", "EN", 366, "Estonia"},
    {"ETH", "ET", 530, "Ethiopia"}, {"FIN", "FI", 375, "Finland"}, {"FJI", "FJ", 950, "Fiji"},
    {"FLK", "FK", 0, "Falkland Islands"}, {"FRA", "FR", 220, "France"},
    {"FRO", "FO", 0, "Faroe Islands"}, {"FSM", "FM", 987, "Micronesia"},
    {"GAB", "GB", 481, "Gabon"}, {"GBR", "UK", 200, "United Kingdom"},
    {"GEO", "GG", 372, "Georgia"}, {"GHA", "GH", 452, "Ghana"}, {"GIB", "GI", 0, "Gibraltar"},
    {"GIN", "GV", 438, "Guinea"}, {"GMB", "GA", 420, "Gambia"}, {"GNB", "PU", 404, "Guinea-Bissau"},
    {"GNQ", "EK", 411, "Equatorial Guinea"}, {"GRC", "GR", 350, "Greece"},
    {"GRD", "GJ", 55, "Grenada"}, {"GRL", "GL", 0, "Greenland"}, {"GTM", "GT", 90, "Guatemala"},
    {"GUF", "FG", 0, "French Guiana"}, {"GUM", "GQ", 0, "Guam"}, {"GUY", "GY", 110, "Guyana"},
    {"HKG", "HK", 0, "Hong Kong"}, {"HND", "HO", 91, "Honduras"}, {"HRV", "HR", 344, "Croatia"},
    {"HTI", "HA", 41, "Haiti"}, {"HUN", "HU", 310, "Hungary"}, {"IDN", "ID", 850, "Indonesia"},
    {"IND", "IN", 750, "India"}, {"IRL", "EI", 205, "Ireland"}, {"IRN", "IR", 630, "Iran"},
    {"IRQ", "IZ", 645, "Iraq"}, {"ISL", "IC", 395, "Iceland"}, {"ISR", "IS", 666, "Israel"},
    {"ITA", "IT", 325, "Italy"}, {"JAM", "JM", 51, "Jamaica"}, {"JOR", "JO", 663, "Jordan"},
    {"JPN", "JA", 740, "Japan"}, {"KAZ", "KZ", 705, "Kazakhstan"}, {"KEN", "KE", 501, "Kenya"},
    {"KGZ", "KG", 703, "Kyrgyzstan"}, {"KHM", "CB", 811, "Cambodia"},
    {"KIR", "KR", 946, "Kiribati"}, {"KNA", "SC", 60, "Saint Kitts and Nevis"},
    {"KOR", "KS", 732, "South Korea"}, {"KOS", "KV", 347, "Kosovo"}, {"KWT", "KU", 690, "Kuwait"},
    {"LAO", "LA", 812, "Laos"}, {"LBN", "LE", 660, "Lebanon"}, {"LBR", "LI", 450, "Liberia"},
    {"LBY", "LY", 620, "Libya"}, {"LCA", "ST", 56, "Saint Lucia"},
    {"LIE", "LS", 223, "Liechtenstein"}, {"LKA", "CE", 780, "Sri Lanka"},
    {"LSO", "LT", 570, "Lesotho"}, {"LTU", "LH", 368, "Lithuania"},
    {"LUX", "LU", 212, "Luxembourg"}, {"LVA", "LG", 367, "Latvia"}, {"MAC", "MC", 0, "Macau"},
    {"MAR", "MO", 600, "Morocco"}, {"MCO", "MN", 221, "Monaco"}, {"MDA", "MD", 359, "Moldova"},
    {"MDG", "MA", 580, "Madagascar"}, {"MDV", "MV", 781, "Maldives"}, {"MEX", "MX", 70, "Mexico"},
    {"MHL", "RM", 983, "Marshall Islands"}, {"MKD", "MK", 343, "North Macedonia"},
    {"MLI", "ML", 432, "Mali"}, {"MLT", "MT", 338, "Malta"}, {"MMR", "BM", 775, "Myanmar"},
    {"MNE", "MJ", 341, "Montenegro"}, {"MNG", "MG", 712, "Mongolia"},
    {"MOZ", "MZ", 541, "Mozambique"}, {"MRT", "MR", 435, "Mauritania"},
    {"MUS", "MP", 590, "Mauritius"}, {"MWI", "MI", 553, "Malawi"}, {"MYS", "MY", 820, "Malaysia"},
    {"MYT", "MF", 0, "Mayotte"}, {"NAM", "WA", 565, "Namibia"}, {"NCL", "NC", 0, "New Caledonia"},
    {"NER", "NG", 436, "Niger"}, {"NGA", "NI", 475, "Nigeria"}, {"NIC", "NU", 93, "Nicaragua"},
    {"NLD", "NL", 210, "Netherlands"}, {"NOR", "NO", 385, "Norway"}, {"NPL", "NP", 790, "Nepal"},
    {"NRU", "NR", 970, "Nauru"}, {"NZL", "NZ", 920, "New Zealand"}, {"OMN", "MU", 698, "Oman"},
    {"PAK", "PK", 770, "Pakistan"}, {"PAN", "PM", 95, "Panama"}, {"PER", "PE", 135, "Peru"},
    {"PHL", "RP", 840, "Philippines"}, {"PLW", "PS", 986, "Palau"},
    {"PNG", "PP", 910, "Papua New Guinea"}, {"POL", "PL", 290, "Poland"},
    {"PRI", "RQ", 0, "Puerto Rico"}, {"PRK", "KN", 731, "North Korea"},
    {"PRT", "PO", 235, "Portugal"}, {"PRY", "PA", 150, "Paraguay"},
    {"PSE", "WE", 0, "Palestinian Territory"}, {"PYF", "FP", 0, "French Polynesia"},
    {"QAT", "QA", 694, "Qatar"}, {"REU", "RE", 0, "Reunion"}, {"ROU", "RO", 360, "Romania"},
    {"RUS", "RS", 365, "Russia"}, {"RWA", "RW", 517, "Rwanda"}, {"SAU", "SA", 670, "Saudi Arabia"},
    {"SCG", "YI", 345, "Serbia and Montenegro"}, {"SDN", "SU", 625, "Sudan"},
    {"SEN", "SG", 433, "Senegal"}, {"SGP", "SN", 830, "Singapore"},
    {"SLB", "BP", 940, "Solomon Islands"}, {"SLE", "SL", 451, "Sierra Leone"},
    {"SLV", "ES", 92, "El Salvador"}, {"SMR", "SM", 331, "San Marino"},
    {"SOM", "SO", 520, "Somalia"}, {"SRB", "RI", 345, "Serbia"}, {"SSD", "OD", 626, "South Sudan"},
    {"STP", "TP", 403, "Sao Tome and Principe"}, {"SUN", "UR", 365, "Soviet Union"},
    {"SUR", "NS", 115, "Suriname"}, {"SVK", "LO", 317, "Slovakia"}, {"SVN", "SI", 349, "Slovenia"},
    {"SWE", "SW", 380, "Sweden"}, {"SWZ", "WZ", 572, "Eswatini"}, {"SYC", "SE", 591, "Seychelles"},
    {"SYR", "SY", 652, "Syria"}, {"TCD", "CD", 483, "Chad"}, {"TGO", "TO", 461, "Togo"},
    {"THA", "TH", 800, "Thailand"}, {"TJK", "TI", 702, "Tajikistan"},
    {"TKM", "TX", 701, "Turkmenistan"}, {"TLS", "TT", 860, "East Timor"},
    {"TON", "TN", 955, "Tonga"}, {"TTO", "TD", 52, "Trinidad and Tobago"},
    {"TUN", "TS", 616, "Tunisia"}, {"TUR", "TU", 640, "Turkey"}, {"TUV", "TV", 947, "Tuvalu"},
    {"TWN", "TW", 713, "Taiwan"}, {"TZA", "TZ", 510, "Tanzania"}, {"UGA", "UG", 500, "Uganda"},
    {"UKR", "UP", 369, "Ukraine"}, {"URY", "UY", 165, "Uruguay"}, {"USA", "US", 2, "United States"},
    {"UZB", "UZ", 704, "Uzbekistan"}, {"VAT", "VT", 0, "Vatican"},
    {"VCT", "VC", 57, "Saint Vincent and the Grenadines"}, {"VDR", "VS", 817, "South Vietnam"},
    {"VEN", "VE", 101, "Venezuela"}, {"VNM", "VM", 816, "Vietnam"}, {"VUT", "NH", 935, "Vanuatu"},
    {"WSM", "WS", 990, "Samoa"}, {"YEM", "YM", 679, "Yemen"}, {"YMD", "YS", 680, "South Yemen"},
    {"YUG", "YO", 345, "Yugoslavia"}, {"ZAF", "SF", 560, "South Africa"},
    {"ZMB", "ZA", 551, "Zambia"}, {"ZWE", "ZI", 552, "Zimbabwe"},
};

static int by_iso(const void *key, const void *entry)
{
    return strcmp(key, ((const state_codes *)entry)->iso);
}

const state_codes *states_find(const char *iso)
{
    return iso ? bsearch(iso, STATES, COUNT(STATES), sizeof *STATES, by_iso) : NULL;
}
