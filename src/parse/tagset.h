/* tagset: the tags and relations of the treebanks, as X-macro lists.
 *
 *   UPOS_LIST    universal part of speech     X(name, text)            UPOS_NOUN "NOUN"
 *   XPOS_LIST    Penn tag, with its features  X(name, text, features)  XPOS_VBD "VBD"
 *   DEPREL_LIST  relation, with subtypes      X(name, text)      DEPREL_NSUBJ_PASS "nsubj:pass"
 *
 * The order is part of the weights: a tag's number is its place here. Append, never insert; the
 * trainer writes the counts into the weights, and a model whose counts differ is not opened.
 * Punctuation tags are named in words (XPOS_COMMA). Every relation of EWT and GUM is here.
 */
#ifndef CASUS_PARSE_TAGSET_H
#define CASUS_PARSE_TAGSET_H

#define UPOS_LIST(X)                                                                               \
    X(ADJ, "ADJ")                                                                                  \
    X(ADP, "ADP")                                                                                  \
    X(ADV, "ADV")                                                                                  \
    X(AUX, "AUX")                                                                                  \
    X(CCONJ, "CCONJ")                                                                              \
    X(DET, "DET")                                                                                  \
    X(INTJ, "INTJ")                                                                                \
    X(NOUN, "NOUN")                                                                                \
    X(NUM, "NUM")                                                                                  \
    X(PART, "PART")                                                                                \
    X(PRON, "PRON")                                                                                \
    X(PROPN, "PROPN")                                                                              \
    X(PUNCT, "PUNCT")                                                                              \
    X(SCONJ, "SCONJ")                                                                              \
    X(SYM, "SYM")                                                                                  \
    X(VERB, "VERB")                                                                                \
    X(X, "X")

enum upos {
#define X(name, text) UPOS_##name,
    UPOS_LIST(X)
#undef X
    UPOS_COUNT
};

/* Bits of node.features; they follow from XPOS alone. VBN is a past participle, VBG a gerund or
 * present participle and carries both bits. */
enum node_feature {
    FEATURE_FINITE = 1u << 0,      /* VBD VBP VBZ MD */
    FEATURE_PAST = 1u << 1,        /* VBD VBN */
    FEATURE_PRESENT = 1u << 2,     /* VBP VBZ VBG */
    FEATURE_PARTICIPLE = 1u << 3,  /* VBN VBG */
    FEATURE_GERUND = 1u << 4,      /* VBG */
    FEATURE_INFINITIVE = 1u << 5,  /* VB */
    FEATURE_PLURAL = 1u << 6,      /* NNS NNPS */
    FEATURE_COMPARATIVE = 1u << 7, /* JJR JJS RBR RBS: comparative or superlative */
};

#define XPOS_LIST(X)                                                                               \
    X(ADD, "ADD", 0)                                                                               \
    X(AFX, "AFX", 0)                                                                               \
    X(CC, "CC", 0)                                                                                 \
    X(CD, "CD", 0)                                                                                 \
    X(DT, "DT", 0)                                                                                 \
    X(EX, "EX", 0)                                                                                 \
    X(FW, "FW", 0)                                                                                 \
    X(GW, "GW", 0)                                                                                 \
    X(HYPH, "HYPH", 0)                                                                             \
    X(IN, "IN", 0)                                                                                 \
    X(JJ, "JJ", 0)                                                                                 \
    X(JJR, "JJR", FEATURE_COMPARATIVE)                                                             \
    X(JJS, "JJS", FEATURE_COMPARATIVE)                                                             \
    X(LS, "LS", 0)                                                                                 \
    X(MD, "MD", FEATURE_FINITE)                                                                    \
    X(NFP, "NFP", 0)                                                                               \
    X(NN, "NN", 0)                                                                                 \
    X(NNP, "NNP", 0)                                                                               \
    X(NNPS, "NNPS", FEATURE_PLURAL)                                                                \
    X(NNS, "NNS", FEATURE_PLURAL)                                                                  \
    X(PDT, "PDT", 0)                                                                               \
    X(POS, "POS", 0)                                                                               \
    X(PRP, "PRP", 0)                                                                               \
    X(PRPS, "PRP$", 0)                                                                             \
    X(RB, "RB", 0)                                                                                 \
    X(RBR, "RBR", FEATURE_COMPARATIVE)                                                             \
    X(RBS, "RBS", FEATURE_COMPARATIVE)                                                             \
    X(RP, "RP", 0)                                                                                 \
    X(SYM, "SYM", 0)                                                                               \
    X(TO, "TO", 0)                                                                                 \
    X(UH, "UH", 0)                                                                                 \
    X(VB, "VB", FEATURE_INFINITIVE)                                                                \
    X(VBD, "VBD", FEATURE_FINITE | FEATURE_PAST)                                                   \
    X(VBG, "VBG", FEATURE_PRESENT | FEATURE_PARTICIPLE | FEATURE_GERUND)                           \
    X(VBN, "VBN", FEATURE_PAST | FEATURE_PARTICIPLE)                                               \
    X(VBP, "VBP", FEATURE_FINITE | FEATURE_PRESENT)                                                \
    X(VBZ, "VBZ", FEATURE_FINITE | FEATURE_PRESENT)                                                \
    X(WDT, "WDT", 0)                                                                               \
    X(WP, "WP", 0)                                                                                 \
    X(WPS, "WP$", 0)                                                                               \
    X(WRB, "WRB", 0)                                                                               \
    X(DOLLAR, "$", 0)                                                                              \
    X(COMMA, ",", 0)                                                                               \
    X(PERIOD, ".", 0)                                                                              \
    X(COLON, ":", 0)                                                                               \
    X(OPEN_QUOTE, "``", 0)                                                                         \
    X(CLOSE_QUOTE, "''", 0)                                                                        \
    X(LRB, "-LRB-", 0)                                                                             \
    X(RRB, "-RRB-", 0)

enum xpos {
#define X(name, text, features) XPOS_##name,
    XPOS_LIST(X)
#undef X
    XPOS_COUNT
};

#define DEPREL_LIST(X)                                                                             \
    X(ROOT, "root")                                                                                \
    X(ACL, "acl")                                                                                  \
    X(ACL_RELCL, "acl:relcl")                                                                      \
    X(ADVCL, "advcl")                                                                              \
    X(ADVCL_RELCL, "advcl:relcl")                                                                  \
    X(ADVMOD, "advmod")                                                                            \
    X(AMOD, "amod")                                                                                \
    X(APPOS, "appos")                                                                              \
    X(AUX, "aux")                                                                                  \
    X(AUX_PASS, "aux:pass")                                                                        \
    X(CASE, "case")                                                                                \
    X(CC, "cc")                                                                                    \
    X(CC_PRECONJ, "cc:preconj")                                                                    \
    X(CCOMP, "ccomp")                                                                              \
    X(COMPOUND, "compound")                                                                        \
    X(COMPOUND_PRT, "compound:prt")                                                                \
    X(CONJ, "conj")                                                                                \
    X(COP, "cop")                                                                                  \
    X(CSUBJ, "csubj")                                                                              \
    X(CSUBJ_OUTER, "csubj:outer")                                                                  \
    X(CSUBJ_PASS, "csubj:pass")                                                                    \
    X(DEP, "dep")                                                                                  \
    X(DET, "det")                                                                                  \
    X(DET_PREDET, "det:predet")                                                                    \
    X(DISCOURSE, "discourse")                                                                      \
    X(DISLOCATED, "dislocated")                                                                    \
    X(EXPL, "expl")                                                                                \
    X(FIXED, "fixed")                                                                              \
    X(FLAT, "flat")                                                                                \
    X(GOESWITH, "goeswith")                                                                        \
    X(IOBJ, "iobj")                                                                                \
    X(LIST, "list")                                                                                \
    X(MARK, "mark")                                                                                \
    X(NMOD, "nmod")                                                                                \
    X(NMOD_DESC, "nmod:desc")                                                                      \
    X(NMOD_POSS, "nmod:poss")                                                                      \
    X(NMOD_UNMARKED, "nmod:unmarked")                                                              \
    X(NSUBJ, "nsubj")                                                                              \
    X(NSUBJ_OUTER, "nsubj:outer")                                                                  \
    X(NSUBJ_PASS, "nsubj:pass")                                                                    \
    X(NUMMOD, "nummod")                                                                            \
    X(OBJ, "obj")                                                                                  \
    X(OBL, "obl")                                                                                  \
    X(OBL_AGENT, "obl:agent")                                                                      \
    X(OBL_UNMARKED, "obl:unmarked")                                                                \
    X(ORPHAN, "orphan")                                                                            \
    X(PARATAXIS, "parataxis")                                                                      \
    X(PUNCT, "punct")                                                                              \
    X(REPARANDUM, "reparandum")                                                                    \
    X(VOCATIVE, "vocative")                                                                        \
    X(XCOMP, "xcomp")

enum deprel {
#define X(name, text) DEPREL_##name,
    DEPREL_LIST(X)
#undef X
    DEPREL_COUNT
};

#endif
