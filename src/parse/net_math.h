/* net_math: the functions of one number that the neural engine and its trainer share. Only +, -, *,
 * / and comparisons, in a fixed order: every machine finds the same bits. */
#ifndef CASUS_PARSE_NET_MATH_H
#define CASUS_PARSE_NET_MATH_H

/* tanh within 3e-4 by the continued fraction x(135135 + 17325x^2 + 378x^4 + x^6) /
 * (135135 + 62370x^2 + 3150x^4 + 28x^6), which meets 1 near 4.97. */
static inline float net_tanh(float x)
{
    x = x > 4.97f ? 4.97f : x < -4.97f ? -4.97f : x;
    float s = x * x;
    float above = x * (135135.0f + s * (17325.0f + s * (378.0f + s)));
    float below = 135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f));
    return above / below;
}

#define NET_NORM_LEAST 1e-5f /* added to the variance */

static inline float net_sigmoid(float x)
{
    return 0.5f + 0.5f * net_tanh(0.5f * x);
}

#endif
